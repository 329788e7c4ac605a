package io.foundry9.filebackend.shell;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.apache.felix.service.command.CommandSession;

/**
 * Commands that come in on standard input and are all done or none: one a line, a line that stops in the middle of
 * something goes on in the next, and the first that fails ends the script. It reads no further than the command that it is
 * about to run, for the rest may be meant for that command's own standard input. For one thread.
 */
final class SessionScript {

    private final InputStream in;
    private final CommandSession session;
    private final BooleanSupplier goesOn;
    private int line;

    /** @param goesOn whether what the commands are done in is still there */
    SessionScript(InputStream in, CommandSession session, BooleanSupplier goesOn) {
        this.in = in;
        this.session = session;
        this.goesOn = goesOn;
    }

    /** Runs all commands. */
    void run() {
        try {
            for (String text = readLine(); text != null && !text.strip().equals("exit"); text = readLine()) {
                if (!goesOn.getAsBoolean()) {
                    throw new CommandFailure("line " + line + ": another shell has ended the session");
                }
                if (!text.isBlank()) {
                    run(text);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure("standard input: " + LocalFile.words(e), e);
        }
    }

    private void run(String first) throws IOException {
        int at = line;
        StringBuilder text = new StringBuilder(first);
        while (true) {
            try {
                session.execute(text);
                return;
            } catch (Exception e) {
                String more = isIncomplete(e) ? readLine() : null;
                if (more == null) {
                    throw failed(at, e);
                }
                text.append('\n').append(more);
            }
        }
    }

    /** Whether a command failed because it stops in the middle of something; the type is Gogo's own affair. */
    private static boolean isIncomplete(Exception failure) {
        return failure instanceof EOFException && failure.getCause() != null
                && failure.getCause().getClass().getSimpleName().equals("EOFError");
    }

    private static CommandFailure failed(int line, Exception e) {
        String problem = e instanceof CommandFailure told ? told.getMessage() : String.valueOf(e.getMessage());
        if (problem.isEmpty()) {
            return CommandFailure.brokenPipe();
        }
        return new CommandFailure("line " + line + ": " + problem, e);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            next = in.read();
        }
        line++;
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
