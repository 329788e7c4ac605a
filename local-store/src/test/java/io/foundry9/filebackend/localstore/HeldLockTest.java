package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLockTest {

    @TempDir Path folder;

    @Test
    void aPartThatCannotBeGivenBackKeepsNoneOfTheOthers() throws IOException {
        Semaphore semaphore = new Semaphore(0);
        HeldLock held = new HeldLock();
        held.add(semaphore, 3);
        try (FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            held.add(new Unreleasable(channel));
            held.add(new Unreleasable(channel));
            assertThatThrownBy(held::close).isInstanceOf(UncheckedIOException.class).hasMessageContaining("stale");
        }
        assertThat(semaphore.availablePermits()).isEqualTo(3);
        held.close();
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    /** A lock of a file server that has forgotten it. */
    private static final class Unreleasable extends FileLock {
        Unreleasable(FileChannel channel) {
            super(channel, 0, 1, false);
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void release() throws IOException {
            throw new IOException("stale");
        }
    }
}
