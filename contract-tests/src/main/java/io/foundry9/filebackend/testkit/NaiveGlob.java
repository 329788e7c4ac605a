package io.foundry9.filebackend.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Globs as one would explain them: write out the alternatives of all braces, take pattern and path apart at the slashes,
 * and try. It may take for ever, checks nothing, and shares no code with what it is compared with.
 */
final class NaiveGlob {

    private final List<List<String>> alternatives;

    NaiveGlob(String pattern) {
        this.alternatives = writtenOut(pattern).stream().map(NaiveGlob::segments).toList();
    }

    /** Whether a name is asked for at all, and no way up. */
    static boolean isSound(String pattern) {
        List<List<String>> alternatives = new NaiveGlob(pattern).alternatives;
        return alternatives.stream().anyMatch(segments -> !segments.isEmpty()) && alternatives.stream()
                .flatMap(List::stream).noneMatch(segment -> segment.replace("\\", "").equals(".."));
    }

    boolean matches(String path) {
        List<String> names = segments(path);
        return alternatives.stream().anyMatch(segments -> matchSegments(segments, names));
    }

    private static List<String> segments(String text) {
        List<String> segments = new ArrayList<>();
        for (String segment : text.split("/")) {
            if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("\\.")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static boolean matchSegments(List<String> pattern, List<String> names) {
        if (pattern.isEmpty()) {
            return names.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.get(0).equals("**")) {
            return matchSegments(rest, names)
                    || (!names.isEmpty() && matchSegments(pattern, names.subList(1, names.size())));
        }
        return !names.isEmpty() && matchName(pattern.get(0), names.get(0))
                && matchSegments(rest, names.subList(1, names.size()));
    }

    private static boolean matchName(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        char first = pattern.charAt(0);
        if (first == '*') {
            return matchName(pattern.substring(1), name)
                    || (!name.isEmpty() && matchName(pattern, afterFirst(name)));
        }
        if (name.isEmpty()) {
            return false;
        }
        int point = name.codePointAt(0);
        if (first == '?') {
            return matchName(pattern.substring(1), afterFirst(name));
        }
        if (first == '[') {
            int end = pattern.indexOf(']', 2);
            return isIn(pattern.substring(1, end), point)
                    && matchName(pattern.substring(end + 1), afterFirst(name));
        }
        String literal = first == '\\' ? pattern.substring(1) : pattern;
        return literal.codePointAt(0) == point && matchName(afterFirst(literal), afterFirst(name));
    }

    private static String afterFirst(String text) {
        return text.substring(text.offsetByCodePoints(0, 1));
    }

    private static boolean isIn(String members, int point) {
        boolean negated = members.startsWith("!");
        int[] points = members.substring(negated ? 1 : 0).codePoints().toArray();
        boolean found = false;
        for (int i = 0; i < points.length; i++) {
            if (i + 2 < points.length && points[i + 1] == '-') {
                found |= points[i] <= point && point <= points[i + 2];
                i += 2;
            } else {
                found |= points[i] == point;
            }
        }
        return found != negated;
    }

    /** The pattern without braces, as many times as they have alternatives. */
    private static List<String> writtenOut(String pattern) {
        int open = indexOf(pattern, '{', 0);
        if (open < 0) {
            return List.of(pattern);
        }
        List<String> all = new ArrayList<>();
        int depth = 0;
        int start = open + 1;
        for (int i = open; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (depth == 1 && (c == ',' || c == '}')) {
                all.add(pattern.substring(0, open) + pattern.substring(start, i));
                start = i + 1;
            }
            if (c == '}' && --depth == 0) {
                String rest = pattern.substring(i + 1);
                return all.stream().flatMap(begin -> writtenOut(begin + rest).stream()).toList();
            }
        }
        throw new IllegalArgumentException("a brace is not closed");
    }

    private static int indexOf(String pattern, char wanted, int from) {
        for (int i = from; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }
}
