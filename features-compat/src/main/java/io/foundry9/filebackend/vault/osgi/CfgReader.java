package io.foundry9.filebackend.vault.osgi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the text of a {@code .cfg} file as FileInstall does: lines {@code key = value}, comments that start with
 * {@code #} or {@code !}, a {@code \} at the end of a line that goes on, Java's escapes, and {@code ${name}} in values.
 * A file all of whose values are typed (in quotes, with a letter for the type before them) is refused, but for plain
 * strings in quotes.
 */
final class CfgReader {

    private static final String BLANK = " \t\f";

    private CfgReader() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException it makes no sense
     */
    static Map<String, String> read(String text, Substitution.Source environment) {
        Map<String, String> raw = new LinkedHashMap<>();
        boolean quoted = isQuoted(text);
        for (Part part : parts(text)) {
            part.entry().ifPresent(line -> {
                String[] pair = split(line);
                raw.put(unescape(pair[0]), pair[1]);
            });
        }
        raw.replaceAll((key, value) -> quoted ? unquote(key, value) : unescape(value));
        return Substitution.in(raw, environment);
    }

    /** Whether all values are typed, and so none is read plainly. */
    static boolean isQuoted(String text) {
        return parts(text).stream().flatMap(part -> part.entry().stream()).allMatch(line -> isTyped(split(line)[1]));
    }

    /**
     * Some lines of a file that belong together.
     *
     * @param lines as they are
     * @param entry key and value in one line; nothing for comments
     */
    record Part(String lines, Optional<String> entry) {

        boolean isOf(String key) {
            return entry.filter(line -> unescape(split(line)[0]).equals(key)).isPresent();
        }
    }

    /** All of a file. Comments inside what goes on belong to it; what goes on at the end counts as comment, as FileInstall drops it. */
    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        StringBuilder entry = null;
        for (String line : text.lines().toList()) {
            lines.append(line).append('\n');
            boolean goesOn = endsInOddBackslashes(line);
            if (!isComment(line)) {
                String part = stripLeading(goesOn ? line.substring(0, line.length() - 1) : line);
                entry = (entry == null ? new StringBuilder() : entry).append(part);
            }
            if (entry == null || !isComment(line) && !goesOn) {
                parts.add(new Part(lines.toString(), Optional.ofNullable(entry).map(StringBuilder::toString)));
                lines.setLength(0);
                entry = null;
            }
        }
        if (!lines.isEmpty()) {
            parts.add(new Part(lines.toString(), Optional.empty()));
        }
        return parts;
    }

    /** Also inside what goes on. */
    private static boolean isComment(String line) {
        String stripped = line.trim();
        return stripped.isEmpty() || stripped.charAt(0) == '#' || stripped.charAt(0) == '!';
    }

    private static boolean endsInOddBackslashes(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    private static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && BLANK.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return text.substring(start);
    }

    /** The key, with escaped separators resolved, and the value. */
    private static String[] split(String line) {
        StringBuilder key = new StringBuilder();
        int at = 0;
        while (at < line.length() && BLANK.indexOf(line.charAt(at)) < 0 && !isSeparator(line.charAt(at))) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length()) {
                char escaped = line.charAt(++at);
                if (!isSeparator(escaped) && BLANK.indexOf(escaped) < 0) {
                    key.append('\\');
                }
                key.append(escaped);
            } else if (c != '\\') {
                key.append(c);
            }
            at++;
        }
        String rest = stripLeading(line.substring(at));
        if (!rest.isEmpty() && isSeparator(rest.charAt(0))) {
            rest = stripLeading(rest.substring(1));
        }
        return new String[] {key.toString(), rest};
    }

    private static boolean isSeparator(char c) {
        return c == '=' || c == ':';
    }

    private static boolean isTyped(String value) {
        return value.length() >= 2
                && value.matches("(?s)\\s*[TILFDXSCBilfdxscb]?(\\[.*\\]|\\{.*\\}|\".*\")\\s*");
    }

    private static String unquote(String key, String value) {
        String text = value.strip();
        if (text.charAt(0) != '"') {
            throw new IllegalArgumentException("the value of '" + key + "' is typed; write it plainly");
        }
        return unescapeQuoted(text.substring(1, text.length() - 1));
    }

    /** Inside quotes a backslash stands for what follows it. */
    private static String unescapeQuoted(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
        }
        return out.toString();
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            if (escaped == 'u') {
                out.append(unicode(text, i + 1));
                i += 4;
            } else {
                out.append(control(escaped));
            }
        }
        return out.toString();
    }

    private static char unicode(String text, int at) {
        try {
            return (char) Integer.parseInt(text.substring(at, at + 4), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a \\u is not followed by four hexadecimal digits", e);
        }
    }

    private static char control(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'b' -> '\b';
            default -> escaped;
        };
    }
}
