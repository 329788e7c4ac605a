package io.foundry9.filebackend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The meaning of patterns, written as simply as can be: braces are spelled out into all the patterns that they stand for,
 * each is split at its slashes, and segments are compared by trying everything. It explodes, as {@link Glob} must not.
 */
final class NaiveGlob {

    /** A piece of a pattern. */
    sealed interface Piece {

        record Literal(int point) implements Piece {
            @Override
            public String toString() {
                String text = Character.toString(point);
                return "*?[]{},\\!^-".contains(text) ? "\\" + text : text;
            }
        }

        record Any() implements Piece {
            @Override
            public String toString() {
                return "?";
            }
        }

        record Star() implements Piece {
            @Override
            public String toString() {
                return "*";
            }
        }

        record Slash() implements Piece {
            @Override
            public String toString() {
                return "/";
            }
        }

        /** Two stars, a whole segment. */
        record Deep() implements Piece {
            @Override
            public String toString() {
                return "**";
            }
        }

        record OneOf(boolean negated, int first, int last) implements Piece {
            @Override
            public String toString() {
                String range = Character.toString(first) + "-" + Character.toString(last);
                return (negated ? "[!" : "[") + range + "]";
            }
        }

        record Braces(List<List<Piece>> alternatives) implements Piece {
            @Override
            public String toString() {
                return alternatives.stream().map(NaiveGlob::show).collect(Collectors.joining(",", "{", "}"));
            }
        }
    }

    private final List<List<List<Piece>>> spelledOut;

    NaiveGlob(List<Piece> pattern) {
        this.spelledOut = spellOut(pattern).stream().map(NaiveGlob::segments).toList();
    }

    static String show(List<Piece> pattern) {
        return pattern.stream().map(Piece::toString).collect(Collectors.joining());
    }

    private static List<List<Piece>> spellOut(List<Piece> pattern) {
        List<List<Piece>> results = List.of(List.of());
        for (Piece piece : pattern) {
            List<List<Piece>> longer = new ArrayList<>();
            for (List<Piece> tail : tails(piece)) {
                results.forEach(head -> longer.add(concat(head, tail)));
            }
            results = longer;
        }
        return results;
    }

    private static List<List<Piece>> tails(Piece piece) {
        return piece instanceof Piece.Braces braces
                ? braces.alternatives().stream().flatMap(pattern -> spellOut(pattern).stream()).toList()
                : List.of(List.of(piece));
    }

    private static List<Piece> concat(List<Piece> head, List<Piece> tail) {
        List<Piece> both = new ArrayList<>(head);
        both.addAll(tail);
        return both;
    }

    private static List<List<Piece>> segments(List<Piece> pattern) {
        List<List<Piece>> segments = new ArrayList<>();
        List<Piece> segment = new ArrayList<>();
        for (Piece piece : concat(pattern, List.of(new Piece.Slash()))) {
            if (!(piece instanceof Piece.Slash)) {
                segment.add(piece);
                continue;
            }
            if (!show(segment).isEmpty() && !show(segment).equals(".")) {
                segments.add(segment);
            }
            segment = new ArrayList<>();
        }
        return segments;
    }

    /** Whether it is no error: there is a name in it, and no parent. */
    boolean isValid() {
        return spelledOut.stream().anyMatch(segments -> !segments.isEmpty())
                && spelledOut.stream().flatMap(List::stream).noneMatch(segment -> show(segment).equals(".."));
    }

    boolean matches(String path) {
        return spelledOut.stream().anyMatch(segments -> matches(segments, List.of(path.split("/"))));
    }

    private static boolean matches(List<List<Piece>> segments, List<String> names) {
        if (segments.isEmpty()) {
            return names.isEmpty();
        }
        List<List<Piece>> rest = segments.subList(1, segments.size());
        if (segments.get(0).get(0) instanceof Piece.Deep) {
            return matches(rest, names) || !names.isEmpty() && matches(segments, names.subList(1, names.size()));
        }
        return !names.isEmpty()
                && matchesName(segments.get(0), names.get(0).codePoints().boxed().toList())
                && matches(rest, names.subList(1, names.size()));
    }

    private static boolean matchesName(List<Piece> pieces, List<Integer> name) {
        if (pieces.isEmpty()) {
            return name.isEmpty();
        }
        List<Piece> rest = pieces.subList(1, pieces.size());
        if (pieces.get(0) instanceof Piece.Star) {
            return matchesName(rest, name) || !name.isEmpty() && matchesName(pieces, name.subList(1, name.size()));
        }
        return !name.isEmpty()
                && matchesPoint(pieces.get(0), name.get(0))
                && matchesName(rest, name.subList(1, name.size()));
    }

    private static boolean matchesPoint(Piece piece, int point) {
        if (piece instanceof Piece.Literal literal) {
            return literal.point() == point;
        }
        return !(piece instanceof Piece.OneOf one)
                || (one.first() <= point && point <= one.last()) != one.negated();
    }
}
