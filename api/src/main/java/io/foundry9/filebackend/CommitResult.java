package io.foundry9.filebackend;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a session that was committed. Immutable.
 *
 * @param state whether its changes are there now
 * @param changed what is there now at each path that was changed; of what was removed, what was there
 * @param pending why the changes, which are safe here, have not reached where they are published to (a remote repository,
 *     say); only with {@link State#PENDING}
 */
public record CommitResult(State state, List<FileInfo> changed, Optional<FileBackendException> pending) {

    /** How far the changes have come. */
    public enum State {
        /** Everybody can see them. */
        PUBLISHED,
        /** They are committed here; the next push, or the like, takes them along. */
        PENDING,
        /** The session has joined others that are still open; the changes are made when the last of them is committed. */
        JOINED
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException a cause without {@link State#PENDING}, or the other way round
     */
    public CommitResult {
        Objects.requireNonNull(state, "state");
        changed = List.copyOf(changed);
        if (pending.isPresent() != (state == State.PENDING)) {
            throw new IllegalArgumentException("a cause belongs to what is pending, and to nothing else");
        }
    }

    /** Everybody can see the changes. */
    public static CommitResult published(List<FileInfo> changed) {
        return new CommitResult(State.PUBLISHED, changed, Optional.empty());
    }

    /** The changes are safe here, but did not get further. */
    public static CommitResult pending(List<FileInfo> changed, FileBackendException cause) {
        return new CommitResult(State.PENDING, changed, Optional.of(cause));
    }

    /** The changes wait for the other sessions of the unit. */
    public static CommitResult joined() {
        return new CommitResult(State.JOINED, List.of(), Optional.empty());
    }
}
