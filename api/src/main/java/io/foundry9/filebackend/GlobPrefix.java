package io.foundry9.filebackend;

import java.nio.charset.StandardCharsets;

/**
 * Collects the segments at the start of a pattern that hold nothing but themselves. It stops at the first that is no
 * name a path can have: such a pattern matches nothing, and its prefix must still be a path. For one thread.
 */
final class GlobPrefix {

    private static final int LONGEST_SEGMENT = 255;

    private final StringBuilder path = new StringBuilder();
    private final StringBuilder segment = new StringBuilder();
    private boolean ended;

    void literal(int point) {
        if (ended) {
            return;
        }
        if (point == '/') {
            endSegment();
        } else if (point == '\\' || Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
            end();
        } else {
            segment.appendCodePoint(point);
        }
    }

    /** Something other than a literal has come: the segment under way doesn't count. */
    void end() {
        ended = true;
    }

    String path() {
        if (!ended) {
            endSegment();
        }
        return path.toString();
    }

    private void endSegment() {
        String name = segment.toString();
        segment.setLength(0);
        if (name.isEmpty() || name.equals(".")) {
            return;
        }
        String longer = path.isEmpty() ? name : path + "/" + name;
        if (utf8Length(name) > LONGEST_SEGMENT || utf8Length(longer) > Capabilities.LONGEST_PATH) {
            end();
            return;
        }
        path.setLength(0);
        path.append(longer);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
