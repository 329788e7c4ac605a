package io.foundry9.filebackend.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Reach;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.localstore.LocalStoreOptions;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.StoreContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole contract, on a file system that has no directories to hold open by a descriptor. */
class CheckedDirectoryContractTest extends StoreContract {

    private FileSystem fileSystem;
    private Path root;

    @BeforeEach
    void make() throws IOException {
        fileSystem = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setSupportedFeatures(Feature.LINKS, Feature.SYMBOLIC_LINKS)
                .setAttributeViews("basic", "owner", "posix", "unix")
                .build());
        root = Files.createDirectory(fileSystem.getPath("/root"));
    }

    @AfterEach
    void close() throws IOException {
        fileSystem.close();
    }

    @Override
    protected Store openStore() throws IOException {
        return LocalStore.open(root, LocalStoreOptions.defaults());
    }

    @Override
    protected boolean linkTo(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), fileSystem.getPath(target));
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) throws IOException {
        Files.write(root.resolve(path), bytes);
        return true;
    }

    @Test
    void itSaysThatLinksAreOnlyCheckedAndLocksHoldInThisProcessOnly() throws Exception {
        try (Store store = openStore()) {
            assertThat(store.capabilities().has(Capabilities.Feature.RACE_FREE_LINKS)).isFalse();
            assertThat(store.capabilities().exclusion()).isEqualTo(Reach.PROCESS);
        }
    }
}
