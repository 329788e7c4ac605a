package io.foundry9.filebackend.local;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.testkit.FileBackendProperties;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import net.jqwik.api.lifecycle.AfterTry;

/** The contract's model, compared with directories of this machine. */
class LocalBackendPropertiesTest extends FileBackendProperties {

    private final SchemeRegistry schemes = SchemeRegistry.empty();
    private Path root;

    LocalBackendPropertiesTest() {
        schemes.register(new LocalBackendFactory());
    }

    @Override
    protected FileBackend open() throws IOException {
        root = Files.createTempDirectory("properties");
        return schemes.open("file://" + root);
    }

    @AfterTry
    void removeRoot() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
