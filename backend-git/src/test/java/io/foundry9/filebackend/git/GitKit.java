package io.foundry9.filebackend.git;

import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.TrackingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the runs of the contract on a git work tree have in common that go through something. */
abstract class GitKit extends FileBackendContract {

    @TempDir(factory = FolderInMemory.class) Path top;

    private GitFolders folders;
    private TrackingStore store;

    @BeforeEach
    void makeRemote() throws IOException {
        folders = GitFolders.ready(top);
    }

    GitFolders folders() {
        return folders;
    }

    TrackingStore openStore() throws IOException {
        store = new TrackingStore(folders.openStore("work"));
        return store;
    }

    @Override
    protected boolean linkTo(String path, String target) throws IOException {
        Path link = folders.folder("work").resolve(path);
        if (!Files.isDirectory(link.getParent())) {
            return false; // so far it is there in a session only
        }
        Files.createSymbolicLink(link, Path.of(target));
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) throws IOException {
        Files.write(folders.folder("work").resolve(path), bytes);
        return true;
    }

    @Override
    protected void checkNothingLeftOpen() {
        if (store != null) {
            store.assertNothingOpen();
        }
    }
}
