package io.foundry9.filebackend.core;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * The text of the bytes.
     *
     * @param start where the bytes begin in the file, for the error
     */
    static String decode(StorePath path, byte[] bytes, long start) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireValid(path, ByteBuffer.wrap(bytes), start); // it may stand there by right
        }
        return text;
    }

    private static void requireValid(StorePath path, ByteBuffer bytes, long start) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(1024);
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars.clear(), true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new InvalidOperationException(Reason.MALFORMED_TEXT, path.toString(),
                    "is not valid UTF-8 at byte " + (start + bytes.position()) + "; read it as bytes");
        }
    }

    static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** The bytes of the code point that begins so; 1 for what begins none. */
    static int lengthOf(byte first) {
        int bits = first & 0xFF;
        return bits >= 0xF0 ? 4 : bits >= 0xE0 ? 3 : bits >= 0xC0 ? 2 : 1;
    }
}
