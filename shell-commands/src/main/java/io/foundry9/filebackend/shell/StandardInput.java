package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import java.nio.channels.ClosedByInterruptException;

/** What comes in on standard input, as one side of a transfer. It can be read once. */
record StandardInput(Console console) implements Side {

    /** How the user writes it. */
    static final String NAME = "-";

    Content content() {
        return Content.of(console.in());
    }

    @Override
    public CommandFailure failed(Throwable failure) {
        return failure instanceof ClosedByInterruptException ? CommandFailure.interrupted(failure)
                : new CommandFailure("standard input: " + LocalFile.words(failure), failure);
    }
}
