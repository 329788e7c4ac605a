package io.foundry9.filebackend.launcher;

/** The command line cannot be understood; the message says what is wrong with it, in one line. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
