package io.foundry9.filebackend.ext;

import io.foundry9.filebackend.FileType;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that was changed here and at the remote place, in ways that do not go together. Immutable.
 *
 * @param id by which it is named: its canonical path, or {@code id:} and twelve hexadecimal digits where its name is no
 *     path here, or {@code /} for {@link Kind#HISTORY}
 * @param path as it is shown to people
 * @param base the file before both changes; absent if it was made on both sides
 * @param local the file as it is here; absent if it was deleted here
 * @param remote the file as it is there; absent if it was deleted there
 * @param isBinary whether one of them is no text, and so cannot be merged line by line
 */
public record Conflict(
        String id,
        String path,
        Kind kind,
        Optional<Version> base,
        Optional<Version> local,
        Optional<Version> remote,
        boolean isBinary) {

    /** What has happened on the two sides. */
    public enum Kind {
        /** Both have changed the content. */
        BOTH_MODIFIED("changed on both sides"),
        /** Both have made a file of that name. */
        BOTH_ADDED("added on both sides"),
        /** It was deleted, or moved away, here, and changed there. */
        DELETED_HERE("deleted here, changed there"),
        /** It was changed here, and deleted, or moved away, there. */
        DELETED_THERE("changed here, deleted there"),
        /** It is a file on one side and a directory, a link or the like on the other. */
        DIFFERENT_TYPES("of another type on each side"),
        /**
         * Not a file: the history of the remote place no longer holds what was seen of it. The id is {@code /}, and there
         * are no versions. To accept what is here means to merge it with what is there now, or to start there again; to
         * accept what is there, to be as it is there, and to keep what was here as a snapshot.
         */
        HISTORY("another history at the remote place");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    /** Whose version of a file is meant. */
    public enum Side {
        /** Before both changes. */
        BASE,
        /** Here. */
        LOCAL,
        /** At the remote place. */
        REMOTE
    }

    /**
     * One side of a conflict.
     *
     * @param type what it is there; a submodule is {@link FileType#OTHER}
     * @param size in bytes; 0 for what is no file or link
     * @param isExecutable whether it may be run
     * @param movedTo where that side has moved the file; for the side that lacks it at its old path
     */
    public record Version(FileType type, long size, boolean isExecutable, Optional<String> movedTo) {
        /** No part may be {@code null}. */
        public Version {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(movedTo, "movedTo");
        }
    }

    /** No part may be {@code null}. */
    public Conflict {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
    }

    /** One side's version. */
    public Optional<Version> version(Side side) {
        return switch (side) {
            case BASE -> base;
            case LOCAL -> local;
            case REMOTE -> remote;
        };
    }
}
