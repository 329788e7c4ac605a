package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.localstore.Looks;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Writes files as they were once, by the ways of any other write. Safe for use by many threads. */
final class Restoring {

    private final GitStore store;
    private final GitRoot root;

    Restoring(GitStore store, GitRoot root) {
        this.store = store;
        this.root = root;
    }

    FileInfo restore(StorePath path, TreeEntry entry) throws IOException {
        List<Change> changes = new ArrayList<>();
        List<Staging> staged = new ArrayList<>();
        try (ObjectReader reader = root.repository().newObjectReader()) {
            if (entry.isTree()) {
                stageTree(path, entry.id(), reader, changes, staged);
            } else {
                stage(path, entry, reader, changes, staged);
            }
            if (!changes.isEmpty()) {
                try (StoreLock lock = store.lock(LockScope.tree(), StoreBackend.DEFAULT_LOCK_TIMEOUT)) {
                    store.publish(changes, false);
                }
            }
        } finally {
            for (Staging staging : staged) {
                staging.close();
            }
        }
        return store.stat(path, Detail.FULL).orElseThrow(() -> new NotFoundException(path.toString()));
    }

    private void stageTree(StorePath top, ObjectId tree, ObjectReader reader, List<Change> changes,
            List<Staging> staged) throws IOException {
        for (Trees.Difference file : Trees.differences(reader, Optional.empty(), Optional.of(tree))) {
            Optional<StorePath> path = top.isRoot()
                    ? file.path().storePath()
                    : RawPath.of(top).resolve(file.path().bytes()).storePath();
            TreeEntry entry = file.after().orElseThrow();
            if (path.isPresent() && !entry.isSubmodule()) {
                stage(path.get(), entry, reader, changes, staged);
            }
        }
    }

    /** What is as it was then already is left alone. */
    private void stage(StorePath path, TreeEntry entry, ObjectReader reader, List<Change> changes,
            List<Staging> staged) throws IOException {
        if (entry.isSubmodule()) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, path.toString(), "was a submodule then");
        }
        Optional<TreeEntry> now = root.workFiles()
                .look(RawPath.of(path), WorkFiles.Blobs.computed(), Optional.of(entry))
                .map(WorkFiles.Found::entry);
        if (!now.equals(Optional.of(entry))) {
            Staging staging = content(path, entry, reader);
            staged.add(staging);
            changes.add(new Change.Put(path, staging, Guard.NONE));
        }
    }

    private Staging content(StorePath path, TreeEntry entry, ObjectReader reader) throws IOException {
        var loader = reader.open(entry.id(), Constants.OBJ_BLOB);
        if (entry.isLink()) {
            return root.files().stageLink(new String(loader.getBytes(), StandardCharsets.UTF_8));
        }
        Optional<Instant> created = store.stat(path, Detail.FULL).flatMap(FileInfo::created);
        Instant now = Instant.now();
        Looks looks = new Looks(now, Optional.of(created.orElse(now)), entry.isExecutable());
        Staging staging =
                root.files().stage(new StageRequest(path, OptionalLong.of(loader.getSize()), false), looks);
        return Blobs.stage(loader, staging);
    }
}
