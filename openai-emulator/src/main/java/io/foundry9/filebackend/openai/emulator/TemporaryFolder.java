package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Where large contents lie while the emulator runs: a folder of its own, gone when it is closed. Safe for threads. */
final class TemporaryFolder implements AutoCloseable {
    private final Path folder;
    private final AtomicLong count = new AtomicLong();

    TemporaryFolder(Optional<Path> parent) throws IOException {
        folder = parent.isPresent() ? Files.createTempDirectory(parent.get(), "openai-emulator")
                : Files.createTempDirectory("openai-emulator");
    }

    Path path() {
        return folder;
    }

    Path newFile() {
        return folder.resolve("content-" + count.incrementAndGet());
    }

    @Override
    public void close() throws IOException {
        for (int attempts = 3; Files.exists(folder); attempts--) {
            try {
                empty();
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // A request that is being cut off has made one more file.
                if (attempts == 0) {
                    throw e;
                }
            }
        }
    }

    private void empty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
