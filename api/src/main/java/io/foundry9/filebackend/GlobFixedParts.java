package io.foundry9.filebackend;

import java.nio.charset.StandardCharsets;

/**
 * Collects what stands for nothing but itself at both ends of a pattern: whole segments at its start, characters of the
 * last segment at its end. The prefix stops at the first segment that is no name a path can have: such a pattern matches
 * nothing, and its prefix must still be a path. For one thread.
 */
final class GlobFixedParts {

    private static final int LONGEST_SEGMENT = 255;

    private final StringBuilder path = new StringBuilder();
    private final StringBuilder segment = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private boolean ended;

    void literal(int point) {
        if (point == '/') {
            tail.setLength(0);
        } else {
            tail.appendCodePoint(point);
        }
        if (!ended) {
            continuePrefix(point);
        }
    }

    private void continuePrefix(int point) {
        if (point == '/') {
            endSegment();
        } else if (point == '\\' || Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
            ended = true;
        } else {
            segment.appendCodePoint(point);
        }
    }

    /** Something other than a literal has come, or the end of something. */
    void other() {
        ended = true;
        tail.setLength(0);
    }

    String prefix() {
        if (!ended) {
            endSegment();
        }
        return path.toString();
    }

    /** Whatever matches ends with this. A single dot may be a segment that falls away. */
    String suffix() {
        return tail.toString().equals(".") ? "" : tail.toString();
    }

    private void endSegment() {
        String name = segment.toString();
        segment.setLength(0);
        if (name.isEmpty() || name.equals(".")) {
            return;
        }
        String longer = path.isEmpty() ? name : path + "/" + name;
        if (utf8Length(name) > LONGEST_SEGMENT || utf8Length(longer) > Capabilities.LONGEST_PATH) {
            ended = true;
            return;
        }
        path.setLength(0);
        path.append(longer);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
