package io.foundry9.filebackend.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The rule by which content counts as text: its first {@value #LENGTH} bytes are valid UTF-8. Without state. */
public final class TextProbe {

    /** How many bytes are looked at. */
    public static final int LENGTH = 8192;

    private TextProbe() {}

    /**
     * Whether the beginning of a content is text. A code point that is cut at the end of the head is no fault, unless
     * the content ends there.
     *
     * @param head at most {@link #LENGTH} bytes; its position and limit stay
     * @param wholeContent whether nothing follows
     */
    public static boolean isText(ByteBuffer head, boolean wholeContent) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = head.duplicate();
        CharBuffer chars = CharBuffer.allocate(Math.max(1, Math.min(1024, bytes.remaining())));
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars.clear(), wholeContent);
        } while (result.isOverflow());
        return !result.isError();
    }
}
