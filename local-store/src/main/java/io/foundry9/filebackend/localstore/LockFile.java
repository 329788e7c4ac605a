package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Which byte of the lock file means what. All versions of this library on one machine must agree on it. */
final class LockFile {

    /** Held by who is next, while it waits for the whole tree or for entries: all others give way. */
    static final long TURN = 0;

    /** Held while a journal is written, followed or finished. */
    static final long JOURNAL = 1;

    /** The first of the bytes of entries; all of them together are the tree. */
    static final long ENTRIES = 2;

    static final int ENTRY_COUNT = 1 << 20;

    /** The byte of a staging folder is this plus its number; who holds it lives. */
    static final long FOLDERS = 1L << 40;

    /** Where in the content of the file it is noted that there is, or may be, a journal. */
    static final int JOURNAL_FLAG = 0;

    private static final int LENGTH = 64;

    private LockFile() {}

    /** Maps the content, so that a look at a flag is no system call; empty where that cannot be done. */
    static Optional<MappedByteBuffer> map(FileChannel channel) throws IOException {
        int length = (int) Math.min(LENGTH, channel.size());
        if (length < LENGTH) {
            channel.write(ByteBuffer.allocate(LENGTH - length), length); // a hole would fault on a full disk
        }
        try {
            return Optional.of(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
