package io.foundry9.filebackend;

import java.util.Objects;

/** Something is at the path that was to be new. */
public final class AlreadyExistsException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final FileType type;

    /** @param type what is there */
    public AlreadyExistsException(String path, FileType type) {
        super(path, "already exists (" + type.label() + ")", null);
        this.type = Objects.requireNonNull(type, "type");
    }

    /** What is there. */
    public FileType type() {
        return type;
    }
}
