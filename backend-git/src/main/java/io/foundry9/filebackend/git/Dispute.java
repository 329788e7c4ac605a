package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.git.Committer.Tip;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Ends a dispute about the history itself: the branch was rewritten at the remote, or is gone there. For one use by one
 * thread.
 */
final class Dispute {

    private static final int MOST_TRIES = 20;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final GitRoot root;
    private final Integration integration;
    private final Syncing syncing;

    Dispute(GitRoot root, Integration integration, Syncing syncing) {
        this.root = root;
        this.integration = integration;
        this.syncing = syncing;
    }

    private ObjectId disputed() throws IOException {
        return root.branch().disputed().orElseThrow(() -> new NotFoundException(""));
    }

    /** Whether the branch is gone: then what is in dispute is what was last seen. */
    private boolean isGone(ObjectId disputed) throws IOException {
        return Optional.of(disputed).equals(root.branch().tracked());
    }

    /** What is here goes on: on top of what is there now, or as a new beginning. */
    void acceptLocal() throws IOException {
        ObjectId disputed = disputed();
        if (isGone(disputed)) {
            root.branch().forgetTracked();
        } else {
            root.branch().moveTracked(disputed);
        }
        root.branch().setDisputed(Optional.empty());
    }

    /** What is there counts; what was here is kept under a name. */
    void acceptRemote() throws IOException {
        ObjectId disputed = disputed();
        if (isGone(disputed)) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, "", "branch " + root.branch().name()
                    + " is gone at the remote, so there is nothing to take over; start it there again with"
                    + " vault:accept --local VAULT:/");
        }
        syncing.locked(() -> {
            integration.commitAll();
            root.catchUp().run();
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Tip tip = root.committer().tip();
                keep(tip);
                if (integration.resetTo(tip, disputed)) {
                    root.branch().moveTracked(disputed);
                    root.branch().setDisputed(Optional.empty());
                    return null;
                }
            }
            throw new BackendUnavailableException("",
                    "the work tree is changed by others all the time, or git has locked"
                            + " its index");
        });
    }

    private void keep(Tip tip) throws IOException {
        if (tip.commit().isPresent()) {
            String ref = Constants.R_TAGS + "kept-" + STAMP.format(Instant.now());
            root.branch().move(ref, root.branch().read(ref), tip.commit().get(), null);
        }
    }
}
