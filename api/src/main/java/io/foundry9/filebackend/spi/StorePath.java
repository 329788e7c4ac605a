package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * A canonical path relative to a store's root: segments joined by {@code /}, none of them empty, {@code .}, {@code ..},
 * with a control character, or longer than 255 UTF-8 bytes; in all at most 1,024 UTF-8 bytes. Whoever holds one need not
 * check again. Immutable; ordered by code point.
 */
public final class StorePath implements Comparable<StorePath> {

    /** The root itself. */
    public static final StorePath ROOT = new StorePath("");

    private static final int LONGEST_SEGMENT = 255;

    /** How many code points of a refused path an error shows. */
    private static final int LONGEST_SHOWN = 200;

    private final String canonical;

    private StorePath(String canonical) {
        this.canonical = canonical;
    }

    /**
     * Reads a path as users write it: {@code \} is {@code /}, empty segments and {@code .} fall away, {@code ..} is
     * resolved without looking at any file.
     *
     * @throws InvalidOperationException {@link Reason#OUTSIDE_ROOT} or {@link Reason#INVALID_PATH}, with the path as it
     *     was given, control characters escaped, cut after 200 code points
     */
    public static StorePath parse(String path) {
        if (isCanonical(path)) {
            return path.isEmpty() ? ROOT : new StorePath(path);
        }
        return parseSlowly(path);
    }

    /** Most paths are short, plain ASCII and canonical already: one pass finds that out. */
    private static boolean isCanonical(String path) {
        int length = path.length();
        if (length > LONGEST_SEGMENT) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= length; i++) {
            char c = i == length ? '/' : path.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                return false;
            }
            if (c == '/') {
                if (isEmptyOrDots(path, start, i) && length > 0) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static boolean isEmptyOrDots(String path, int start, int end) {
        return switch (end - start) {
            case 0 -> true;
            case 1 -> path.charAt(start) == '.';
            case 2 -> path.charAt(start) == '.' && path.charAt(start + 1) == '.';
            default -> false;
        };
    }

    private static StorePath parseSlowly(String path) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.replace('\\', '/').split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> {
                    if (kept.isEmpty()) {
                        throw new InvalidOperationException(Reason.OUTSIDE_ROOT, printable(path));
                    }
                    kept.remove(kept.size() - 1);
                }
                default -> {
                    String problem = problemOf(segment);
                    if (problem != null) {
                        throw new InvalidOperationException(Reason.INVALID_PATH, printable(path), problem);
                    }
                    kept.add(segment);
                }
            }
        }
        if (kept.isEmpty()) {
            return ROOT;
        }
        String joined = String.join("/", kept);
        if (utf8Length(joined) > Capabilities.LONGEST_PATH) {
            throw new InvalidOperationException(
                    Reason.INVALID_PATH, printable(path), "the path is longer than 1024 bytes of UTF-8");
        }
        return new StorePath(joined);
    }

    /** Whether a name, as a directory listing tells it, can be a segment of a path. */
    public static boolean isSegment(String name) {
        return !name.isEmpty()
                && !isEmptyOrDots(name, 0, name.length())
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && problemOf(name) == null;
    }

    private static String problemOf(String segment) {
        int bytes = 0;
        for (int i = 0; i < segment.length();) {
            int point = segment.codePointAt(i);
            if (Character.isISOControl(point)) {
                return "the path has a control character (U+%04X)".formatted(point);
            }
            if (Character.getType(point) == Character.SURROGATE) {
                return "the path has half of a surrogate pair";
            }
            bytes += utf8Length(point);
            i += Character.charCount(point);
        }
        return bytes > LONGEST_SEGMENT ? "a name in the path is longer than 255 bytes of UTF-8" : null;
    }

    private static int utf8Length(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private static int utf8Length(String text) {
        return text.codePoints().map(StorePath::utf8Length).sum();
    }

    /** A path as an error may show it: control characters escaped, and cut where nobody would read on. */
    private static String printable(String path) {
        StringBuilder out = new StringBuilder();
        path.codePoints().limit(LONGEST_SHOWN).forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
                out.append("\\u%04X".formatted(point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.append(path.codePointCount(0, path.length()) > LONGEST_SHOWN ? "…" : "").toString();
    }

    /** Whether it is the root itself, which has no name. */
    public boolean isRoot() {
        return canonical.isEmpty();
    }

    /** The last segment; empty for the root. */
    public String name() {
        return canonical.substring(canonical.lastIndexOf('/') + 1);
    }

    /** The path without its last segment; the root's is the root. */
    public StorePath parent() {
        int slash = canonical.lastIndexOf('/');
        return slash < 0 ? ROOT : new StorePath(canonical.substring(0, slash));
    }

    /** The segments from the root on; none for the root. */
    public List<String> segments() {
        return canonical.isEmpty() ? List.of() : List.of(canonical.split("/"));
    }

    /**
     * The path of a child.
     *
     * @param name one segment, as {@link #isSegment} accepts it
     * @throws InvalidOperationException {@link Reason#INVALID_PATH}: it is none, or the path becomes too long
     */
    public StorePath resolve(String name) {
        if (!isSegment(name)) {
            throw new InvalidOperationException(Reason.INVALID_PATH, printable(name));
        }
        return parse(isRoot() ? name : canonical + "/" + name);
    }

    /** This path with the leading {@code from} replaced by {@code to}. */
    public StorePath rebase(StorePath from, StorePath to) {
        if (!startsWith(from)) {
            throw new IllegalArgumentException(this + " does not lie below " + from);
        }
        String rest = canonical.substring(from.isRoot() ? 0 : from.canonical.length());
        return parse(to.canonical + "/" + rest);
    }

    /** Whether this is the other path or lies below it. */
    public boolean startsWith(StorePath other) {
        return other.isRoot()
                || canonical.startsWith(other.canonical)
                        && (canonical.length() == other.canonical.length()
                                || canonical.charAt(other.canonical.length()) == '/');
    }

    @Override
    public int compareTo(StorePath other) {
        return CodePointOrder.compare(canonical, other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StorePath path && canonical.equals(path.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /** The canonical form; empty for the root. */
    @Override
    public String toString() {
        return canonical;
    }
}
