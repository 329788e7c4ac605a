package io.foundry9.filebackend.local;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.ThroughAsync;
import io.foundry9.filebackend.testkit.TrackingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a directory of this machine, over the asynchronous face. */
class LocalAsyncContractTest extends FileBackendContract {

    @TempDir Path root;

    private TrackingStore store;

    @Override
    protected FileBackend open() throws IOException {
        LocalBackendFactory factory = new LocalBackendFactory();
        BackendUri uri = BackendUri.parse("file://" + root);
        store = new TrackingStore(factory.open(uri, Parameters.of(factory.parameters(), uri)));
        return new ThroughAsync(StoreBackend.over(store));
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

    @Override
    protected void checkNothingLeftOpen() {
        store.assertNothingOpen();
    }
}
