package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ProgressListener;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line on the terminal that tells how far long work has come: it appears after a second, is written over a few times
 * a second, and is gone at the end. Where there is no terminal it does nothing. Safe for use by many threads, under its
 * own monitor.
 */
final class Progress implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String ERASE = "\r\u001B[K";

    private final PrintStream terminal;
    private final int width;
    private final LongSupplier nanoTime;
    private final long start;
    private long drawn;
    private boolean visible;
    private long bytes;
    private long files;
    private long total = -1;

    /** @param width of the terminal; 0 if there is none */
    Progress(PrintStream terminal, int width, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.width = width;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.drawn = start + PATIENCE - PAUSE;
    }

    /** How many bytes there are in all. */
    synchronized void expect(long all) {
        total = all;
    }

    /** For one file, whose own count starts from zero. */
    ProgressListener forOne() {
        long[] before = {0};
        return (done, unused) -> {
            add(done - before[0]);
            before[0] = done;
        };
    }

    /** For work that counts the bytes of all its files itself. */
    ProgressListener forAll() {
        ProgressListener one = forOne();
        return (done, all) -> {
            all.ifPresent(this::expect);
            one.progressed(done, all);
        };
    }

    synchronized void add(long more) {
        bytes += more;
        draw();
    }

    synchronized void fileDone() {
        files++;
        draw();
    }

    private void draw() {
        if (width == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - drawn < PAUSE) {
            return;
        }
        drawn = now;
        visible = true;
        String line = line(now);
        print(ERASE + line.substring(0, Math.min(line.length(), width - 1)));
    }

    private String line(long now) {
        double seconds = Math.max(1, now - start) / 1e9;
        StringBuilder line = new StringBuilder(Text.size(bytes));
        if (total > 0) {
            line.append(" of ").append(Text.size(total)).append("  ").append(100 * bytes / total).append('%');
        }
        line.append("  ").append(Text.size((long) (bytes / seconds))).append("/s");
        if (files > 0) {
            line.append("  ").append(Text.count(files, "file", "files"));
        }
        return line.toString();
    }

    /** Makes room for another line. */
    synchronized void hide() {
        if (visible) {
            print(ERASE);
            visible = false;
        }
    }

    private void print(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        terminal.write(octets, 0, octets.length);
        terminal.flush();
    }

    @Override
    public void close() {
        hide();
    }
}
