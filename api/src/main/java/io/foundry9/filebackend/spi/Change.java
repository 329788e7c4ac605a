package io.foundry9.filebackend.spi;

import java.util.Objects;

/** One change to a store's tree, made by {@link Store#publish} together with others or alone. Immutable. */
public sealed interface Change {

    /** The path that changes; for a move the one that comes to be. */
    StorePath path();

    /** The rule about what may be at {@link #path()}. */
    Guard guard();

    /**
     * The staged content becomes the file at the path, in one step; a file or link that is there is replaced, and its
     * permissions and time of creation stay.
     */
    record Put(StorePath path, Staging content, Guard guard) implements Change {
        /** No part may be {@code null}; {@link Guard#NONE} is the guard that lets all pass. */
        public Put {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(guard, "guard");
        }
    }

    /** A directory is made; one that is there stays as it is. */
    record MakeDirectory(StorePath path, Guard guard) implements Change {
        /** No part may be {@code null}; {@link Guard#NONE} is the guard that lets all pass. */
        public MakeDirectory {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(guard, "guard");
        }
    }

    /**
     * The entry goes: a file, a link itself, an empty directory.
     *
     * @param recursive a directory goes with everything in it; seen from outside, in one step where the store can
     */
    record Remove(StorePath path, boolean recursive, Guard guard) implements Change {
        /** No part may be {@code null}; {@link Guard#NONE} is the guard that lets all pass. */
        public Remove {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(guard, "guard");
        }
    }

    /**
     * The entry gets another path: a file, a link itself, a tree. A file that is at the target is replaced in one step.
     * Only with {@link io.foundry9.filebackend.Capabilities.Feature#NATIVE_MOVE}.
     *
     * @param from where it is
     * @param path where it goes
     * @param source asked about what is at {@code from}
     * @param guard asked about what is at {@code path}
     */
    record Move(StorePath from, StorePath path, Guard source, Guard guard) implements Change {
        /** No part may be {@code null}; {@link Guard#NONE} is the guard that lets all pass. */
        public Move {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(guard, "guard");
        }
    }
}
