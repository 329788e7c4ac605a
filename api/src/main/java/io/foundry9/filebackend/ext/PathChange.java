package io.foundry9.filebackend.ext;

import java.util.Objects;
import java.util.Optional;

/**
 * How a path differs between two versions. Immutable.
 *
 * @param path of the file; where it was deleted, as it was. Canonical, or in quotes as git writes them where it is no path
 *     here
 * @param from where a file that was {@link Kind#RENAMED} had been; else absent
 */
public record PathChange(Kind kind, String path, Optional<String> from) {

    /** What happened. */
    public enum Kind {
        /** It was not there before. */
        ADDED,
        /** Its content, kind or mode has changed. */
        MODIFIED,
        /** It is not there any more. */
        DELETED,
        /** It had another path before; its content may have changed too. */
        RENAMED
    }

    /** @throws IllegalArgumentException a former path without {@link Kind#RENAMED}, or the other way round */
    public PathChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        if (from.isPresent() != (kind == Kind.RENAMED)) {
            throw new IllegalArgumentException("a former path belongs to what was renamed, and to nothing else");
        }
    }

    /** One without a former path. */
    public static PathChange of(Kind kind, String path) {
        return new PathChange(kind, path, Optional.empty());
    }

    /** A file that has another path. */
    public static PathChange renamed(String from, String to) {
        return new PathChange(Kind.RENAMED, to, Optional.of(from));
    }
}
