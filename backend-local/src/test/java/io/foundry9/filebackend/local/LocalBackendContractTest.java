package io.foundry9.filebackend.local;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.StoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract, on a directory of this machine. */
class LocalBackendContractTest extends StoreContract {

    @TempDir Path root;

    private final LocalBackendFactory factory = new LocalBackendFactory();

    @Override
    protected Store openStore() throws IOException {
        BackendUri uri = BackendUri.parse("file://" + root);
        return factory.open(uri, Parameters.of(factory.parameters(), uri));
    }

    @Override
    protected FileBackend openAnother() throws IOException {
        return StoreBackend.over(openStore());
    }

    @Override
    protected boolean linkTo(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) throws IOException {
        Files.write(root.resolve(path), bytes);
        return true;
    }
}
