package io.foundry9.filebackend;

/** What was read is not what was written. */
public final class CorruptContentException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    /** @param problem what does not fit what */
    public CorruptContentException(String path, String problem) {
        super(path, problem, null);
    }
}
