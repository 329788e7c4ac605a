package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens now and then among several who have one work tree open, made to happen each time. */
class StormRacesTest {

    @TempDir Path top;

    private GitFolders folders;
    private RacedRemote remote;
    private FileBackend vault;

    /** A remote that something happens to before it is used, or after. */
    private static final class RacedRemote implements Remote {
        private final Remote real;
        private Optional<Fetch> nextFetch = Optional.empty();
        private Optional<RuntimeException> afterNextPush = Optional.empty();

        /** What is done instead of a fetch. */
        private interface Fetch {
            Fetched run(Remote real, Repository repository, String branch) throws IOException;
        }

        RacedRemote(Remote real) {
            this.real = real;
        }

        @Override
        public String display() {
            return real.display();
        }

        @Override
        public Fetched fetch(Repository repository, String branch, OptionalInt depth) throws IOException {
            Optional<Fetch> fetch = nextFetch;
            nextFetch = Optional.empty();
            return fetch.isPresent()
                    ? fetch.get().run(real, repository, branch)
                    : real.fetch(repository, branch, depth);
        }

        @Override
        public Pushed push(Repository repository, String branch, ObjectId commit, List<String> tags)
                throws IOException {
            Pushed pushed = real.push(repository, branch, commit, tags);
            Optional<RuntimeException> failure = afterNextPush;
            afterNextPush = Optional.empty();
            if (failure.isPresent()) {
                throw failure.get();
            }
            return pushed;
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        BackendUri uri = BackendUri.parse(folders.uri("vault", "auto_push=true"));
        GitConfig config = GitConfig.of(uri, Parameters.of(GitConfig.PARAMETERS, uri));
        remote = new RacedRemote(JGitRemote.of(config.access()));
        vault = StoreBackend.over(new GitStore(new Opening(config).open(remote)));
        vault.create("x", Content.of("1"));
    }

    @AfterEach
    void closeAndCheck() throws IOException {
        vault.close();
        CrashTrees.assertInStep(folders, "vault");
    }

    private SyncFileBackend sync() {
        return vault.as(SyncFileBackend.class).orElseThrow();
    }

    @Test
    void whatAnotherProcessHasPushedWhileThisOneWasFetchingIsNoRewrittenHistory() throws Exception {
        ObjectId seen = ObjectId.fromString(GitFolders.gitIn(folders.remote(), "rev-parse", "main").strip());
        remote.nextFetch = Optional.of((real, repository, branch) -> {
            try (FileBackend another = folders.open("vault", "auto_push=true")) {
                another.update("x", Content.of("2"));
            }
            return new Remote.Fetched(Optional.of(seen), Optional.of("main"), true); // as its note was refused
        });
        sync().sync();
        assertThat(sync().conflicts()).isEmpty();
        assertThat(vault.readText("x")).isEqualTo("2");
    }

    @Test
    void aHistoryThatWasRewrittenIsStillFoundOut() throws Exception {
        GitFolders.gitIn(folders.remote(), "update-ref", "refs/heads/old", "main");
        vault.update("x", Content.of("2"));
        GitFolders.gitIn(folders.remote(), "update-ref", "refs/heads/main", "old");
        assertThatThrownBy(() -> sync().pull()).isInstanceOf(ConflictException.class);
        sync().acceptLocal(Syncing.HISTORY);
        sync().sync();
    }

    @Test
    void aFetchThatAnotherProcessIsInTheWayOfIsTriedAgain() throws Exception {
        try (FileBackend other = folders.open("other", "auto_push=true")) {
            other.create("y", Content.of("y"));
        }
        remote.nextFetch = Optional.of((real, repository, branch) -> {
            throw new StorageException(Kind.IO, "", "another process is changing the repository here; try again", null);
        });
        sync().pull();
        assertThat(vault.readText("y")).isEqualTo("y");
    }

    @Test
    void aPushOfWhichNobodyKnowsWhetherItArrivedIsDoneAgainInAFolderOfThisMachine() throws Exception {
        remote.afterNextPush = Optional.of(
                new BackendUnavailableException("", "the remote has not said whether the push arrived: try again"));
        vault.update("x", Content.of("2"));
        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:x")).isEqualTo("2");
        assertThat(sync().status().isInStep()).isTrue();
    }
}
