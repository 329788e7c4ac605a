package io.foundry9.filebackend.local;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.localstore.LocalStoreOptions;
import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.TrackingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A session on a directory of this machine keeps the whole contract. */
class LocalSessionViewTest extends FileBackendContract {

    @TempDir Path root;

    private TrackingStore tracking;
    private FileBackend backend;
    private Session session;

    @Override
    protected FileBackend open() throws IOException {
        tracking = new TrackingStore(LocalStore.open(root, LocalStoreOptions.defaults()));
        backend = StoreBackend.over(tracking);
        session = backend.openSession(Duration.ZERO);
        return session;
    }

    @Override
    protected boolean isInsideSession() {
        return true;
    }

    @Override
    protected boolean linkTo(String path, String target) throws IOException {
        Path link = root.resolve(path);
        if (!Files.isDirectory(link.getParent())) {
            return false; // so far it is there in the session only
        }
        Files.createSymbolicLink(link, Path.of(target));
        return true;
    }

    @Override
    protected void checkNothingLeftOpen() {
        session.rollback();
        tracking.assertNothingOpen();
        backend.close();
    }
}
