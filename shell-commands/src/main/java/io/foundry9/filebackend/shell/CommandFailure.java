package io.foundry9.filebackend.shell;

import java.util.function.IntSupplier;

/**
 * A command that failed: one line for people that names what it is about and says what to do. The shell prints the
 * exception's text, so that is the line as the user shall see it; who runs commands one by one takes the exit status from
 * the {@link IntSupplier}, which needs no type of this bundle. An empty message means that nothing is left to be said.
 */
class CommandFailure extends RuntimeException implements IntSupplier {
    private static final long serialVersionUID = 1L;

    /** What stands before every message. */
    static final String PREFIX = "vault: ";

    private final boolean hopeless;

    private CommandFailure(String message, Throwable cause, boolean hopeless) {
        super(message, cause);
        this.hopeless = hopeless;
    }

    /** This one thing failed; the next may well succeed. */
    CommandFailure(String message, Throwable cause) {
        this(message, cause, false);
    }

    CommandFailure(String message) {
        this(message, null, false);
    }

    /** It failed in a way that everything after it will too, as on a full disk: no use in going on. */
    static CommandFailure hopeless(String message, Throwable cause) {
        return new CommandFailure(message, cause, true);
    }

    /** Whoever reads the output has gone: there is nobody to tell. */
    static CommandFailure brokenPipe() {
        return new CommandFailure("", null, true);
    }

    /** The user, or the end of the session, stopped the command. */
    static CommandFailure interrupted(Throwable cause) {
        return new CommandFailure("interrupted", cause, true);
    }

    /** Whether going on makes no sense. */
    final boolean isHopeless() {
        return hopeless;
    }

    /** The exit status for a script. */
    @Override
    public int getAsInt() {
        return 1;
    }

    @Override
    public final String toString() {
        return getMessage().isEmpty() ? "" : PREFIX + getMessage();
    }
}
