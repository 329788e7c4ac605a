package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text out of the middle of a file, made fit for lines: white space becomes single blanks, as breaks mean nothing there. */
final class Passage {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String MORE = "…";

    private Passage() {}

    /** All of it in one line. */
    static String line(String text) {
        return Text.printable(WHITE_SPACE.matcher(text).replaceAll(" ").strip());
    }

    /** As much of it as fits into so many lines, broken between words; a sign at the end tells that there is more. */
    static List<String> beginning(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = line(text);
        while (!rest.isEmpty() && lines.size() < most) {
            boolean isCut = lines.size() == most - 1 && !fits(rest, width);
            int end = fits(rest, width) ? rest.length() : breakIn(rest, isCut ? width - MORE.length() : width);
            lines.add(rest.substring(0, end) + (isCut ? MORE : ""));
            rest = rest.substring(end).stripLeading();
        }
        return lines;
    }

    private static boolean fits(String text, int width) {
        return text.codePointCount(0, text.length()) <= width;
    }

    /** After the last word that fits, or in the middle of one that is longer than a line. */
    private static int breakIn(String text, int width) {
        int end = text.offsetByCodePoints(0, width);
        int blank = text.lastIndexOf(' ', end);
        return blank > 0 ? blank : end;
    }
}
