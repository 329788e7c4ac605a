package io.foundry9.filebackend.launcher;

import java.io.PrintStream;
import org.apache.felix.framework.Logger;

/**
 * Where the launcher and the framework say what went wrong: one line each on standard error that starts with the name
 * of the program; stack traces only when they are asked for. Safe for use by several threads.
 */
final class Log extends Logger {
    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    private final PrintStream err;
    private final boolean debug;

    Log(PrintStream err, boolean debug) {
        this.err = err;
        this.debug = debug;
    }

    /** What bundles log comes out as our own lines do, unless the user has chosen another format. */
    static void shapeThatOfBundles(boolean debug) {
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "vault: %4$s: %5$s" + (debug ? "%6$s%n" : "%n"));
        }
    }

    void warn(String message, Throwable cause) {
        doLog(LOG_WARNING, message, cause);
    }

    void error(String message, Throwable cause) {
        doLog(LOG_ERROR, message, cause);
    }

    @Override
    protected synchronized void doLog(int level, String message, Throwable cause) {
        err.println("vault: " + (level == LOG_WARNING ? "warning: " : "") + oneLine(message));
        if (debug && cause != null) {
            cause.printStackTrace(err);
        }
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
