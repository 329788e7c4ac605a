package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CorruptContentException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The bytes of a part that {@link PartEncoder} has written. It doesn't end before the part was found whole: what is damaged
 * fails. For one thread.
 */
final class PartDecoder extends BlockStream {

    private static final int LONGEST =
            PartEncoder.LINE / 3 * 4 + PartEncoder.DATA.length() + PartEncoder.DATA_END.length();

    private final InputStream encoded;
    private final String path;
    private final MessageDigest digest = ChecksumAlgorithm.SHA256.newDigest();
    private final byte[] line = new byte[LONGEST + 1];
    private final byte[] input = new byte[16 * 1024];
    private int inputPosition;
    private int inputLimit;
    private long size;

    /** @param path for the error */
    PartDecoder(InputStream encoded, String path) {
        this.encoded = encoded;
        this.path = path;
    }

    @Override
    byte[] next() throws IOException {
        int length = readLine();
        String text = new String(line, 0, length, StandardCharsets.US_ASCII);
        if (text.startsWith(PartEncoder.DATA) && text.endsWith(PartEncoder.DATA_END)) {
            return decoded(length);
        }
        requireWhole(text);
        return null;
    }

    private int readLine() throws IOException {
        int length = 0;
        for (;;) {
            if (inputPosition == inputLimit) {
                inputLimit = Math.max(0, encoded.read(input));
                inputPosition = 0;
                if (inputLimit == 0) {
                    throw new EOFException("the content ends too early; try again");
                }
            }
            byte next = input[inputPosition++];
            if (next == '\n') {
                return length;
            }
            if (length == line.length) {
                throw corrupt();
            }
            line[length++] = next;
        }
    }

    private byte[] decoded(int length) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(
                    Arrays.copyOfRange(line, PartEncoder.DATA.length(), length - PartEncoder.DATA_END.length()));
        } catch (IllegalArgumentException e) {
            throw corrupt();
        }
        if (bytes.length == 0) {
            throw corrupt();
        }
        size += bytes.length;
        digest.update(bytes);
        return bytes;
    }

    private void requireWhole(String last) {
        String expected = PartEncoder.LAST + HexFormat.of().formatHex(digest.digest()) + PartEncoder.LAST_SIZE + size
                + PartEncoder.LAST_END;
        if (!last.equals(expected)) {
            throw corrupt();
        }
    }

    private CorruptContentException corrupt() {
        return new CorruptContentException(path, "the content that the service gave back is damaged; nothing of it was"
                + " taken for good");
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
