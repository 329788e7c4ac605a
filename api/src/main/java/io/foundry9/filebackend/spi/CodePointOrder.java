package io.foundry9.filebackend.spi;

import java.util.Comparator;

/**
 * The order of paths in every listing: by code point, which is also the order of their UTF-8 bytes. Java's own order of
 * strings differs from it where a surrogate pair meets a character above U+D7FF. Without state.
 */
public final class CodePointOrder {

    /** As a comparator. */
    public static final Comparator<String> COMPARATOR = CodePointOrder::compare;

    private CodePointOrder() {}

    /** Less than, equal to or greater than zero, as usual. */
    public static int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean pairA = Character.isSurrogate(a);
                boolean pairB = Character.isSurrogate(b);
                return pairA == pairB ? Character.compare(a, b) : pairA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
