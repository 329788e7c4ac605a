package io.foundry9.filebackend.compat;

import java.nio.file.PathMatcher;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The patterns of {@link java.nio.file.FileSystem#getPathMatcher}, as Java has them: they differ from those of
 * {@code FileBackend.glob}, which knows {@code **} only as a whole segment.
 */
final class PathPattern {

    private static final String REGEX_SIGNS = ".^$+{}[]()|\\*?";

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int next;
    private boolean inGroup;

    private PathPattern(String glob) {
        this.glob = glob;
    }

    static PathMatcher matcher(String syntaxAndPattern) {
        int colon = syntaxAndPattern.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("a pattern begins with 'glob:' or 'regex:'");
        }
        String pattern = syntaxAndPattern.substring(colon + 1);
        Pattern compiled = Pattern.compile(switch (syntaxAndPattern.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "glob" -> new PathPattern(pattern).toRegex();
            case "regex" -> pattern;
            default -> throw new UnsupportedOperationException("only 'glob:' and 'regex:' are known");
        });
        return path -> compiled.matcher(path.toString()).matches();
    }

    private String toRegex() {
        while (next < glob.length()) {
            char c = glob.charAt(next++);
            switch (c) {
                case '*' -> star();
                case '?' -> regex.append("[^/]");
                case '[' -> bracket();
                case '{' -> openGroup();
                case '}' -> regex.append(inGroup ? "))" : "}");
                case ',' -> regex.append(inGroup ? ")|(?:" : ",");
                case '\\' -> literal(escaped());
                default -> literal(c);
            }
            inGroup &= c != '}';
        }
        if (inGroup) {
            throw malformed("a group is not closed");
        }
        return regex.toString();
    }

    private void star() {
        if (next < glob.length() && glob.charAt(next) == '*') {
            next++;
            regex.append(".*");
        } else {
            regex.append("[^/]*");
        }
    }

    private void openGroup() {
        if (inGroup) {
            throw malformed("a group cannot hold another");
        }
        inGroup = true;
        regex.append("(?:(?:");
    }

    private char escaped() {
        if (next == glob.length()) {
            throw malformed("nothing is escaped");
        }
        return glob.charAt(next++);
    }

    private void literal(char c) {
        if (REGEX_SIGNS.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    /** In brackets {@code *}, {@code ?} and {@code \} stand for themselves; nothing there matches a {@code /}. */
    private void bracket() {
        int close = glob.indexOf(']', next + 1);
        if (close < 0) {
            throw malformed("a bracket is not closed");
        }
        String content = glob.substring(next, close);
        if (content.indexOf('/') >= 0) {
            throw malformed("a bracket cannot hold a '/'");
        }
        boolean negated = content.startsWith("!");
        String set = negated ? content.substring(1) : content;
        if (set.isEmpty()) {
            throw malformed("a bracket is empty");
        }
        regex.append("(?!/)[").append(negated ? "^" : "");
        regex.append(set.replaceAll("[\\[\\]^&\\\\]", "\\\\$0")).append(']');
        next = close + 1;
    }

    private PatternSyntaxException malformed(String problem) {
        return new PatternSyntaxException(problem, glob, next - 1);
    }
}
