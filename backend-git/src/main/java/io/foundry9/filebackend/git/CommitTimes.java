package io.foundry9.filebackend.git;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** When the files were made and changed that come with some commits. For one thread. */
final class CommitTimes implements Checkout.Times {

    private final FileTimes times;
    private final Instant last;

    /**
     * @param from where the work tree is
     * @param to where it goes; what has no time of its own was changed then
     */
    CommitTimes(Repository repository, Optional<ObjectId> from, ObjectId to) throws IOException {
        this.times = new FileTimes(repository, from).upTo(to);
        try (RevWalk walk = new RevWalk(repository)) {
            this.last = Instant.ofEpochSecond(walk.parseCommit(to).getCommitTime());
        }
    }

    @Override
    public Optional<Instant> created(RawPath path) {
        return times.created(path);
    }

    @Override
    public Instant modified(RawPath path) {
        return times.modified(path).orElse(last);
    }
}
