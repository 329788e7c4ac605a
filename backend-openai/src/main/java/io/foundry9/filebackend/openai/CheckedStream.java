package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CorruptContentException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Content that fails instead of ending when it isn't what was written. For one thread. */
final class CheckedStream extends BulkStream {

    private final InputStream in;
    private final String path;
    private final long size;
    private final String sha256;
    private final MessageDigest digest = ChecksumAlgorithm.SHA256.newDigest();
    private long count;
    private boolean checked;

    /**
     * @param path for the error
     * @param sha256 of the whole, of which the stream is at the beginning
     */
    CheckedStream(InputStream in, String path, long size, String sha256) {
        this.in = in;
        this.path = path;
        this.size = size;
        this.sha256 = sha256;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            count += read;
            digest.update(bytes, offset, read);
        }
        // whoever has got the last byte may not ask again
        if (!checked && (read < 0 || count >= size)) {
            check();
        }
        return read;
    }

    private void check() {
        checked = true;
        if (count != size || !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new CorruptContentException(path,
                    "what the service gave back is not what was written (by size or sha256); restore it from elsewhere");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
