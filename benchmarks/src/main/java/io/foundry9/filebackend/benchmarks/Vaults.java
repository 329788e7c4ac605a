package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.nio.file.Path;

/** Backends as a user of the library opens them. */
final class Vaults {

    private Vaults() {
    }

    static FileBackend local(Path root) {
        return SchemeRegistry.discover().open("file://" + root + "?create_root=true");
    }

    /** One that acknowledges only what survives a loss of power. */
    static FileBackend localWithPower(Path root) {
        return SchemeRegistry.discover().open("file://" + root + "?create_root=true&durability=power");
    }
}
