package io.foundry9.filebackend.shell;

/** A command was called in a way that it does not understand; the message ends with how it is meant. Exit status 2. */
final class UsageException extends CommandFailure {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    @Override
    public int getAsInt() {
        return 2;
    }
}
