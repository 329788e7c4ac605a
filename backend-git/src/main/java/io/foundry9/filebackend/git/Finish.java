package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.git.Committer.Tip;
import io.foundry9.filebackend.git.PendingMerge.View;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** Makes a merge whose conflicts are all resolved. The caller has the lock on the tree. For one use. */
final class Finish {

    private static final int MOST_TRIES = 20;

    private final GitRoot root;
    private final Integration integration;

    Finish(GitRoot root, Integration integration) {
        this.root = root;
        this.integration = integration;
    }

    /** Files that are in the way of the resolutions stay as they are in the history: they were resolved. */
    Void run() throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<View> view = root.merge().view();
            if (view.isEmpty()) {
                return null;
            }
            Tip tip = root.committer().tip();
            if (view.get().tip().equals(tip.commit()) && isDone(tip, view.get())) {
                root.merge().end();
                integration.commitPending();
                root.catchUp().run();
                return null;
            }
        }
        throw new BackendUnavailableException("", "the work tree is changed by others all the time while it is merged");
    }

    private boolean isDone(Tip tip, View view) throws IOException {
        try (ObjectInserter inserter = root.repository().newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            ObjectId merged = root.committer().merge(inserter, reader, root.branch().tree(tip.commit()), view.edits(),
                    List.of(tip.commit().orElseThrow(), view.remote()),
                    Messages.merge(root.branch().name()));
            return integration.moveTo(tip, merged).isPresent();
        }
    }
}
