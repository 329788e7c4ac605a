package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.StoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract, on a git work tree. */
class GitBackendContractTest extends StoreContract {

    @TempDir Path top;

    private GitFolders folders;

    @Override
    protected Store openStore() throws IOException {
        if (folders == null) {
            folders = parameters().length == 0 ? GitFolders.ready(top) : new GitFolders(top);
        }
        return folders.openStore("work", parameters());
    }

    /** What the URI says besides. */
    String[] parameters() {
        return new String[0];
    }

    @Override
    protected FileBackend openAnother() throws IOException {
        return StoreBackend.over(openStore());
    }

    @Override
    protected boolean linkTo(String path, String target) throws IOException {
        Files.createSymbolicLink(folders.folder("work").resolve(path), Path.of(target));
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) throws IOException {
        Files.write(folders.folder("work").resolve(path), bytes);
        return true;
    }
}
