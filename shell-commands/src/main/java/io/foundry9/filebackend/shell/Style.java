package io.foundry9.filebackend.shell;

import java.util.regex.Pattern;

/** How a word is shown on a terminal that has colours: those that {@code ls} and git have made usual. */
enum Style {
    DIRECTORY("1;34"),
    LINK("36"),
    GOOD("32"),
    WARNING("33"),
    BAD("31");

    private static final Pattern CODES = Pattern.compile("\u001B\\[[0-9;]*m");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String on(String text) {
        return "\u001B[" + code + "m" + text + "\u001B[0m";
    }

    /** How many characters of a text are seen. */
    static int length(String text) {
        String seen = text.indexOf('\u001B') < 0 ? text : CODES.matcher(text).replaceAll("");
        return seen.codePointCount(0, seen.length());
    }
}
