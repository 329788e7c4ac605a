package io.foundry9.filebackend.vault;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Content of a vault was changed: by one operation, or by a session all of whose changes came to be at once. Immutable.
 *
 * @param vault its name
 * @param entries what was changed, in the order in which it was done
 */
public record ContentEvent(String vault, List<Entry> entries) {

    /** What was done. */
    public enum Kind {
        /** A file, or a link, was created, replaced or added to. */
        WRITTEN,
        /** A directory was made, or was there already. */
        DIRECTORY_MADE,
        /** An entry is gone, and everything below it. */
        REMOVED,
        /** An entry, with everything below it, has another path. */
        MOVED
    }

    /**
     * One change.
     *
     * @param path canonical
     * @param from where it was, canonical; only for {@link Kind#MOVED}
     */
    public record Entry(Kind kind, String path, Optional<String> from) {
        /** No part may be {@code null}. */
        public Entry {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(from, "from");
        }
    }

    /** Copies the list. */
    public ContentEvent {
        Objects.requireNonNull(vault, "vault");
        entries = List.copyOf(entries);
    }
}
