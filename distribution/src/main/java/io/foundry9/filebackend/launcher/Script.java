package io.foundry9.filebackend.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Commands that come in on a stream, one a line; a line that stops in the middle of something goes on in the next. Like
 * a POSIX shell it reads no further than the command that it is about to run, for the rest may be meant for that
 * command's own standard input. Confined to one thread.
 */
final class Script {
    private final InputStream in;
    private final Runner runner;
    private String line;

    /** What understands commands; it says of an incomplete one what {@link Shell#isIncomplete} recognises. */
    interface Runner {
        void execute(CharSequence command) throws Exception;
    }

    Script(InputStream in, Runner runner) {
        this.in = in;
        this.runner = runner;
    }

    /** Whether there is another command before the end, or a line that says {@code exit}; waits for it. */
    boolean hasNext() throws IOException {
        do {
            line = readLine();
        } while (line != null && line.isBlank());
        return line != null && !line.strip().equals("exit");
    }

    void runNext() throws Exception {
        StringBuilder text = new StringBuilder(line);
        while (true) {
            try {
                runner.execute(text);
                return;
            } catch (Exception e) {
                String more = Shell.isIncomplete(e) ? readLine() : null;
                if (more == null) {
                    throw e;
                }
                text.append('\n').append(more);
            }
        }
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
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
