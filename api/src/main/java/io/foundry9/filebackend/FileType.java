package io.foundry9.filebackend;

import java.util.Locale;

/** What an entry is. */
public enum FileType {
    /** A file with content. */
    FILE,
    /** What has children; the root is one. */
    DIRECTORY,
    /** A symbolic link, wherever it leads. */
    SYMLINK,
    /** A device, a pipe, a socket: it is listed and can be moved or deleted, never read or written. */
    OTHER;

    /** The name in lower case, as listings and {@link FileInfo#toMap()} show it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
