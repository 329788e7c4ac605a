package io.foundry9.filebackend.git;

import io.foundry9.filebackend.localstore.Durability;
import io.foundry9.filebackend.localstore.LocalStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Repository;

/**
 * A work tree with its repository, open, and the parts that work on it. Owned by {@link GitStore}; safe for use by many
 * threads.
 */
final class GitRoot implements Closeable {

    private final GitConfig config;
    private final Repository repository;
    private final LocalStore files;
    private final Remote remote;
    private final Durable durable;
    private final Branch branch;
    private final Committer committer;
    private final WorkFiles workFiles;
    private final KnownFiles known = new KnownFiles();
    private final CatchUp catchUp;
    private final Follower follower;
    private final PendingMerge merge;
    private final Pending pending;
    private final AtomicBoolean closed = new AtomicBoolean();

    GitRoot(GitConfig config, Repository repository, LocalStore files, Remote remote) {
        this.config = config;
        this.repository = repository;
        this.files = files;
        this.remote = remote;
        Path gitFolder = repository.getDirectory().toPath();
        this.durable = new Durable(gitFolder, config.durability() == Durability.POWER);
        this.branch = new Branch(repository, config.branch());
        this.committer = new Committer(repository, branch, config.identity(), durable);
        this.workFiles = new WorkFiles(files, repository.getWorkTree().toPath());
        this.catchUp = new CatchUp(repository, branch, committer, known, durable);
        this.follower = new Follower(catchUp);
        this.pending = new Pending(gitFolder.resolve("f9").resolve("pending"));
        this.merge = new PendingMerge(repository, branch, committer);
    }

    GitConfig config() {
        return config;
    }

    Repository repository() {
        return repository;
    }

    /** The files of the work tree, with their locks. */
    LocalStore files() {
        return files;
    }

    Remote remote() {
        return remote;
    }

    Durable durable() {
        return durable;
    }

    Branch branch() {
        return branch;
    }

    Committer committer() {
        return committer;
    }

    WorkFiles workFiles() {
        return workFiles;
    }

    KnownFiles known() {
        return known;
    }

    CatchUp catchUp() {
        return catchUp;
    }

    Follower follower() {
        return follower;
    }

    PendingMerge merge() {
        return merge;
    }

    Pending pending() {
        return pending;
    }

    /** A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try (Repository last = repository; LocalStore store = files; Remote away = remote) {
            pending.save();
            follower.close();
        }
    }
}
