package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackend;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh file system over some backend for each test. */
abstract class VaultFiles {

    FileBackend backend;
    FileSystem vault;

    /** An empty backend. */
    abstract FileBackend open() throws Exception;

    /** Fails if a test has left something open in the backend. */
    void checkNothingLeftOpen() {}

    @BeforeEach
    final void openFileSystem() throws Exception {
        backend = open();
        vault = VaultFileSystems.of(backend);
    }

    @AfterEach
    final void closeFileSystem() throws IOException {
        try {
            checkNothingLeftOpen();
        } finally {
            vault.close();
            backend.close();
        }
    }

    final Path path(String text) {
        return vault.getPath(text);
    }
}
