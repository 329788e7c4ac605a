package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalLibrariesTest extends RealLibraries {

    @TempDir Path root;

    @Override
    FileBackend open() {
        return SchemeRegistry.discover().open("file://" + root);
    }
}
