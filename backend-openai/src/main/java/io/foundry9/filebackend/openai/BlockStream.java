package io.foundry9.filebackend.openai;

import java.io.IOException;

/** A stream that is made block by block. For one thread. */
abstract class BlockStream extends BulkStream {

    private byte[] block = new byte[0];
    private int position;

    /** The next block, which is not empty; {@code null} at the end, where it is not asked again. */
    abstract byte[] next() throws IOException;

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (block != null && position == block.length) {
            block = next();
            position = 0;
        }
        if (block == null) {
            return -1;
        }
        int count = Math.min(length, block.length - position);
        System.arraycopy(block, position, bytes, offset, count);
        position += count;
        return count;
    }
}
