package io.foundry9.filebackend.git;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The remote repository. What fails comes as a {@link io.foundry9.filebackend.FileBackendException} that says what to do
 * and holds no secret. Safe for use by many threads.
 */
interface Remote extends Closeable {

    /** The name under which git's configuration knows it. */
    String NAME = "origin";

    /** Its address, for people. */
    String display();

    /**
     * Brings a branch's commits here, and notes where it is in {@code refs/remotes/origin/BRANCH}, unless the branch was
     * rewritten there.
     *
     * @param depth how many commits to bring at most; only for a first fetch
     */
    Fetched fetch(Repository repository, String branch, OptionalInt depth) throws IOException;

    /**
     * Sends a commit as the new tip of a branch, never by force, and notes it in {@code refs/remotes/origin/BRANCH}.
     *
     * @param tags names of tags that are sent along
     * @throws io.foundry9.filebackend.BackendUnavailableException it cannot be reached, or refuses for a reason of its own
     */
    Pushed push(Repository repository, String branch, ObjectId commit, List<String> tags) throws IOException;

    /**
     * What a remote has of a branch.
     *
     * @param tip the branch there; absent if it has no such branch
     * @param defaultBranch the name of the branch that its HEAD names, if that exists
     * @param isRewritten whether the branch there does not contain what was last seen of it
     */
    record Fetched(Optional<ObjectId> tip, Optional<String> defaultBranch, boolean isRewritten) {}

    /** How a push ended that did not fail. */
    enum Pushed {
        SENT,
        UP_TO_DATE,
        /** The branch has moved on there; fetch and merge first. */
        BEHIND
    }

    @Override
    void close();
}
