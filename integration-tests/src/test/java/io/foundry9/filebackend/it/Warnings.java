package io.foundry9.filebackend.it;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What our bundles, in a framework of this JVM, find worth a warning. */
final class Warnings extends Handler {

    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    Warnings() {
        setLevel(Level.WARNING);
        setFormatter(new SimpleFormatter());
    }

    void begin() {
        Logger.getLogger("").addHandler(this);
    }

    void end() {
        Logger.getLogger("").removeHandler(this);
    }

    List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry) && String.valueOf(entry.getLoggerName()).startsWith("io.foundry9.")) {
            said.add(getFormatter().format(entry));
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // there is nothing to close
    }
}
