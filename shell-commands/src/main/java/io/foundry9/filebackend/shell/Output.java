package io.foundry9.filebackend.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The result of a command on its way out: text as UTF-8 whatever the platform's charset, and bytes as they are. Lines are
 * gathered unless somebody watches them on a terminal. When the reader has gone, the command ends. For one thread.
 */
final class Output {

    private static final int FULL = 64 * 1024;

    private final PrintStream stream;
    private final boolean terminal;
    private final boolean colors;
    private final Progress progress;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(256);

    /**
     * @param colors whether the terminal has colours, and the user wants them
     * @param progress what may stand on the same terminal and has to make room
     */
    Output(PrintStream stream, boolean terminal, boolean colors, Progress progress) {
        this.stream = stream;
        this.terminal = terminal;
        this.colors = colors;
        this.progress = progress;
    }

    /** Whether people look at it: then things are aligned, and marked by more than their names. */
    boolean isTerminal() {
        return terminal;
    }

    /** The text as it is shown. */
    String styled(Style style, String text) {
        return colors ? style.on(text) : text;
    }

    void line(String text) {
        text(text + "\n");
    }

    /** Whole lines. */
    Output text(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        gathered.write(bytes, 0, bytes.length);
        if (terminal || gathered.size() >= FULL) {
            flush();
        }
        return this;
    }

    void bytes(byte[] buffer, int length) {
        flush();
        write(buffer, length);
    }

    void flush() {
        if (gathered.size() > 0) {
            byte[] bytes = gathered.toByteArray();
            gathered.reset();
            write(bytes, bytes.length);
        }
    }

    private void write(byte[] bytes, int length) {
        if (terminal) {
            progress.hide();
        }
        stream.write(bytes, 0, length);
        if (stream.checkError()) {
            throw Thread.currentThread().isInterrupted() ? CommandFailure.interrupted(null)
                    : CommandFailure.brokenPipe();
        }
    }
}
