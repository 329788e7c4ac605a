package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A part of a content as JSON lines, which is what the service gives back to the byte: base64 in lines of equal length, and a
 * last line with the digest of the part, without which the part isn't whole. For one thread.
 */
final class PartEncoder extends BlockStream {

    /** Bytes in a line; without a remainder when divided by 3, so that base64 needs no padding within. */
    static final int LINE = 48 * 1024;
    static final String DATA = "{\"f9\":\"";
    static final String DATA_END = "\"}";
    static final String LAST = "{\"f9_sha256\":\"";
    static final String LAST_SIZE = "\",\"f9_bytes\":";
    static final String LAST_END = "}";

    private final InputStream raw;
    private final MessageDigest digest = ChecksumAlgorithm.SHA256.newDigest();
    private final byte[] block = new byte[LINE];
    private long size;
    private boolean ended;

    PartEncoder(InputStream raw) {
        this.raw = raw;
    }

    /** How long it becomes, to the byte. */
    static long lengthOf(long size) {
        long full = size / LINE;
        long rest = size % LINE;
        long frame = DATA.length() + DATA_END.length() + 1L;
        long lines = full * (frame + LINE / 3L * 4) + (rest == 0 ? 0 : frame + (rest + 2) / 3 * 4);
        return lines + lastLine(new byte[32], size).length;
    }

    @Override
    byte[] next() throws IOException {
        if (ended) {
            return null;
        }
        int count = raw.readNBytes(block, 0, LINE);
        size += count;
        digest.update(block, 0, count);
        ended = count == 0;
        return ended ? lastLine(digest.digest(), size) : dataLine(count);
    }

    private byte[] dataLine(int count) {
        byte[] base64 = Base64.getEncoder().encode(count == LINE ? block : Arrays.copyOf(block, count));
        byte[] whole = new byte[DATA.length() + base64.length + DATA_END.length() + 1];
        int at = put(DATA, whole, 0);
        System.arraycopy(base64, 0, whole, at, base64.length);
        at = put(DATA_END, whole, at + base64.length);
        whole[at] = '\n';
        return whole;
    }

    private static int put(String ascii, byte[] whole, int at) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, whole, at, bytes.length);
        return at + bytes.length;
    }

    private static byte[] lastLine(byte[] sha256, long size) {
        return (LAST + HexFormat.of().formatHex(sha256) + LAST_SIZE + size + LAST_END + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
