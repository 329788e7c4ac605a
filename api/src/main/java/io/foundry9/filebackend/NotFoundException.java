package io.foundry9.filebackend;

/** Nothing is at the path. */
public final class NotFoundException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    /** @param path canonical */
    public NotFoundException(String path) {
        super(path, "not found", null);
    }
}
