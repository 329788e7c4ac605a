package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackend;

class MemoryLibrariesTest extends RealLibraries {

    private final MemoryVault memory = new MemoryVault();

    @Override
    FileBackend open() {
        return memory.open();
    }

    @Override
    void checkNothingLeftOpen() {
        memory.checkNothingLeftOpen();
    }
}
