package io.foundry9.filebackend.shell;

/**
 * What went wrong while a command went through many things. One failure alone is the command's own; of several each is
 * printed as a line of its own, and the command fails with their number. For one thread.
 */
final class FailureLog {

    private final Console console;
    private final Progress progress;
    private final String undone;
    private CommandFailure first;
    private long failed;
    private long tried;

    /** @param undone what happened to those that failed, such as {@code not copied} */
    FailureLog(Console console, Progress progress, String undone) {
        this.console = console;
        this.progress = progress;
        this.undone = undone;
    }

    /** Does one of the things; a failure is noted, unless it makes going on useless. */
    boolean attempt(Runnable thing) {
        try {
            thing.run();
            tried++;
            return true;
        } catch (CommandFailure e) {
            note(e);
            return false;
        }
    }

    /** One of the things failed. */
    void note(CommandFailure failure) {
        if (failure instanceof UsageException) {
            throw failure;
        }
        if (failure.isHopeless()) {
            flush();
            throw failure;
        }
        tried++;
        failed++;
        if (failed == 1) {
            first = failure;
            return;
        }
        flush();
        print(failure);
    }

    private void flush() {
        if (first != null) {
            print(first);
            first = null;
        }
    }

    private void print(CommandFailure failure) {
        progress.hide();
        console.complain(failure);
    }

    boolean isEmpty() {
        return failed == 0;
    }

    /** Fails if anything did. */
    void finish() {
        if (failed == 1 && first != null) {
            throw first;
        }
        if (failed > 0) {
            throw new CommandFailure(failed + " of " + tried + " " + undone);
        }
    }
}
