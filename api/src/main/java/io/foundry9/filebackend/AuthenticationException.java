package io.foundry9.filebackend;

/** The service does not accept the credentials. */
public final class AuthenticationException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong and what to do, without any secret */
    public AuthenticationException(String path, String problem) {
        super(path, problem, null);
    }
}
