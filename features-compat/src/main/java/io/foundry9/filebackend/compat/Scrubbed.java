package io.foundry9.filebackend.compat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What may be shown of a stranger's exception. Its file is the host's, and its message may hold anything. Words are kept
 * only where the JDK itself has thrown it (they are the operating system's then) and nothing in them looks like a path,
 * an address or an assignment; otherwise its type has to do.
 */
final class Scrubbed extends IOException {
    private static final long serialVersionUID = 1L;

    private static final Pattern PLAIN_WORDS = Pattern.compile("[\\p{L}\\p{N} ,.()'-]{1,200}");
    private static final String JDK = "java.base";

    private Scrubbed(String message) {
        super(message);
    }

    /** An exception with the same stack that says no more than may be said. */
    static IOException standInFor(Exception failure) {
        IOException standIn = new Scrubbed(failure.getClass().getName() + ": " + wordsOf(failure));
        standIn.setStackTrace(failure.getStackTrace());
        return standIn;
    }

    static String wordsOf(Exception failure) {
        String words = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        boolean sayable = words != null && isOfTheJdk(failure) && PLAIN_WORDS.matcher(words).matches();
        return sayable ? words : nameOf(failure);
    }

    private static boolean isOfTheJdk(Exception failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return stack.length > 0 && JDK.equals(stack[0].getModuleName());
    }

    /** {@code FileSystemLoopException} reads as {@code file system loop}. */
    private static String nameOf(Exception failure) {
        String name = failure.getClass().getSimpleName().replaceAll("Exception$", "");
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "failed" : words;
    }

    /** The stand-in is no type that anybody should see. */
    @Override
    public String toString() {
        return getMessage();
    }
}
