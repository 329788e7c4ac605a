package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;

/** What comes in on standard input, as one side of a transfer. It can be read once. */
record StandardInput(InputStream stream) implements Side {

    /** How the user writes it. */
    static final String NAME = "-";

    /** @throws CommandFailure it is the console itself */
    static StandardInput of(Console console) {
        if (console.inIsSession()) {
            throw new CommandFailure("standard input is this console; pipe something into the command, as in"
                    + " echo hello | vault:put - home:/a.txt");
        }
        return new StandardInput(console.in());
    }

    Content content() {
        return Content.of(stream);
    }

    @Override
    public CommandFailure failed(Throwable failure) {
        return failure instanceof ClosedByInterruptException ? CommandFailure.interrupted(failure)
                : new CommandFailure("standard input: " + LocalFile.words(failure), failure);
    }
}
