package io.foundry9.filebackend.spi;

import java.util.regex.Pattern;

/**
 * The 8.3 names that Windows may give to a long one: {@code GIT~1} for {@code .git}, {@code F9-LOC~2.TMP} for
 * {@code .f9-lock.tmp}, and {@code GI7EBA~1} once the low numbers are used up. Names are compared in the folded form.
 * Immutable.
 */
final class ShortName {

    private static final int BASE = 8;
    private static final int LONGEST_START = 6;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{1,4}");

    private final String base;
    private final String extension;

    private ShortName(String base, String extension) {
        this.base = base;
        this.extension = extension;
    }

    static ShortName of(String name) {
        String body = name.replaceFirst("^\\.+", "").replace(" ", "");
        int dot = body.lastIndexOf('.');
        String base = dot < 0 ? body : body.substring(0, dot);
        String extension = dot < 0 ? "" : body.substring(dot, Math.min(body.length(), dot + 4));
        return new ShortName(base.replace(".", "").replaceAll("[+,;=\\[\\]]", "_"), extension);
    }

    boolean matches(String folded) {
        int tilde = folded.indexOf('~');
        if (tilde < 1 || !folded.endsWith(extension)) {
            return false;
        }
        int end = folded.length() - extension.length();
        if (end < tilde || !NUMBER.matcher(folded.substring(tilde + 1, end)).matches()) {
            return false;
        }
        String start = folded.substring(0, tilde);
        int room = BASE - (end - tilde);
        return start.equals(prefix(room)) || isHashed(start, room);
    }

    /** Two letters, then as much of four hexadecimal digits as there is room for. What digits is not documented. */
    private boolean isHashed(String start, int room) {
        String two = prefix(2);
        return start.length() == Math.min(LONGEST_START, room)
                && start.startsWith(two)
                && HASH.matcher(start.substring(two.length())).matches();
    }

    private String prefix(int length) {
        return base.substring(0, Math.max(0, Math.min(base.length(), length)));
    }
}
