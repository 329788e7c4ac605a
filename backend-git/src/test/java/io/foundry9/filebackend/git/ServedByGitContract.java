package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds for vaults whose remote is served by git's own programs, whatever stands before them: push, pull, hooks, and who
 * is let in. The servers that are made of JGit's parts cannot tell whether git itself understands what is sent to it.
 */
abstract class ServedByGitContract {

    private static final String REMOTE = "remote.git";

    @TempDir Path top;

    private final SchemeRegistry schemes = SchemeRegistry.empty();
    private GitFolders folders;

    /** Serves the bare repositories in a folder until {@link #stop}. */
    abstract void serve(Path repositories) throws Exception;

    abstract void stop() throws Exception;

    /** Of a vault whose remote has a name there; up to where parameters may follow an {@code &}. */
    abstract String uri(String repository, Path work);

    /** The same for somebody whom the server does not know. */
    abstract String strangersUri(String repository, Path work) throws Exception;

    /** Of a repository, and hard to hand on for what stands before git. */
    String awkwardName() {
        return "it's $HOME, \"`a`\" & é.git";
    }

    @BeforeAll
    static void requireGit() {
        CrashTrees.assumeGit();
    }

    @BeforeEach
    void start() throws Exception {
        folders = new GitFolders(top);
        schemes.register(new GitBackendFactory());
        serve(top);
    }

    @AfterEach
    void stopAndCheck() throws Exception {
        stop();
        CrashTrees.assertSound(folders.remote());
    }

    final GitFolders folders() {
        return folders;
    }

    final FileBackend open(String name, String... more) {
        return openUri(uri(REMOTE, folders.folder(name)), more);
    }

    final FileBackend openUri(String uri, String... more) {
        return schemes.open(more.length == 0 ? uri : uri + "&" + String.join("&", more));
    }

    static SyncFileBackend sync(FileBackend backend) {
        return backend.as(SyncFileBackend.class).orElseThrow();
    }

    final String remotes(String... command) throws IOException {
        return GitFolders.gitIn(folders.remote(), command);
    }

    /** What the remote does before it takes what is pushed. */
    private Path hook(String... lines) throws IOException {
        Path hook = folders.remote().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whatOneVaultPushesAnotherPullsAndBothMerge() throws IOException {
        try (FileBackend one = open("one"); FileBackend two = open("two")) {
            one.create("docs/a.txt", Content.of("first\n\n\nlast\n"));
            one.create("café ☕.txt", Content.of("zwei"));
            sync(one).push("First files");
            assertThat(sync(two).pull().received()).isEqualTo(1);
            assertThat(two.glob("**")).containsExactly("café ☕.txt", "docs/a.txt");
            two.update("docs/a.txt", Content.of("first\n\n\nlast, by two\n"));
            sync(two).push("By two");
            one.update("docs/a.txt", Content.of("first, by one\n\n\nlast\n"));
            sync(one).sync();
            sync(two).sync();
            assertThat(two.readText("docs/a.txt")).isEqualTo("first, by one\n\n\nlast, by two\n");
            assertThat(sync(one).status().isInStep()).isTrue();
        }
        CrashTrees.assertInStep(folders, "one", "two");
        assertThat(remotes("log", "--format=%s", "main")).contains("First files", "By two");
    }

    @Test
    void aSessionIsPushedWhenItEndsAndTheNextReadElsewherePullsIt() {
        try (FileBackend one = open("one", "auto_push=true"); FileBackend two = open("two", "auto_pull=true")) {
            try (Session session = one.openSession(null)) {
                session.create("a", Content.of("a"));
                session.create("b", Content.of("b"));
                assertThat(session.commit().pending()).isEmpty();
            }
            assertThat(two.readText("b")).isEqualTo("b");
        }
    }

    @Test
    void muchThatCannotBeCompressedArrivesWhole() {
        byte[] much = new byte[1_200_000];
        new Random(1).nextBytes(much);
        try (FileBackend one = open("one", "auto_push=true")) {
            one.write("much", Content.of(much));
        }
        try (FileBackend two = open("two")) {
            assertThat(two.read("much")).isEqualTo(much);
        }
    }

    @Test
    void aVaultWithTheLastCommitOnlyGoesOnFromThere() throws IOException {
        try (FileBackend one = open("one")) {
            for (String name : List.of("a", "b", "c")) {
                one.create(name, Content.of(name));
                sync(one).push();
            }
        }
        try (FileBackend two = open("two", "depth=1", "auto_push=true")) {
            assertThat(folders.git("two", "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
            two.write("d", Content.of("d"));
        }
        try (FileBackend one = open("one")) {
            sync(one).pull();
            assertThat(one.glob("*")).containsExactly("a", "b", "c", "d");
        }
        assertThat(remotes("rev-list", "--count", "main").strip()).isEqualTo("4");
    }

    @Test
    void aSnapshotTravelsAsATag() throws IOException {
        try (FileBackend one = open("one")) {
            one.create("a", Content.of("a"));
            one.as(Versioned.class).orElseThrow().snapshot("v1", "as sent");
            sync(one).push();
        }
        assertThat(remotes("cat-file", "-t", "v1")).isEqualTo("tag\n");
        try (FileBackend two = open("two")) {
            assertThat(two.as(Versioned.class).orElseThrow().readAt("a", "v1")).isEqualTo(new byte[] {'a'});
        }
    }

    @Test
    void aHookThatDeclinesIsQuotedAndALaterPushTakesAllAlong() throws IOException {
        try (FileBackend one = open("one", "auto_push=true")) {
            one.create("a", Content.of("a"));
            Path hook = hook("echo 'not on a Friday' >&2", "exit 1");
            BackendUnavailableException refused = catchThrowableOfType(BackendUnavailableException.class,
                    () -> one.create("b", Content.of("b")));
            assertThat(refused).hasMessageContaining("not on a Friday").hasMessageContaining("hook declined");
            assertThat(refused.retryable()).isFalse();
            assertThat(sync(one).status().ahead()).isEqualTo(1);
            assertThat(remotes("ls-tree", "--name-only", "main")).isEqualTo("a\n");
            Files.delete(hook);
            sync(one).push();
            assertThat(sync(one).status().isInStep()).isTrue();
        }
        assertThat(remotes("ls-tree", "--name-only", "main")).isEqualTo("a\nb\n");
    }

    @Test
    void whoIsOvertakenWhileHePushesMergesAndPushesAgain() throws IOException {
        try (FileBackend one = open("one", "auto_push=true")) {
            one.create("a", Content.of("a"));
            try (FileBackend two = open("two")) {
                two.create("b", Content.of("b"));
                sync(two).push();
            }
            remotes("update-ref", "refs/heads/faster", "main");
            remotes("update-ref", "refs/heads/main", "main^");
            // Git forbids hooks what a faster push does here.
            hook("rm \"$0\"", "unset GIT_QUARANTINE_PATH", "git update-ref refs/heads/main refs/heads/faster");
            one.create("c", Content.of("c"));
            assertThat(sync(one).status().isInStep()).isTrue();
            assertThat(one.glob("*")).containsExactly("a", "b", "c");
        }
        assertThat(remotes("log", "--format=%s", "main")).contains("Create c");
    }

    @Test
    void whomTheServerDoesNotKnowIsNotLetIn() throws Exception {
        try (FileBackend one = open("one", "auto_push=true")) {
            one.create("a", Content.of("a"));
        }
        String uri = strangersUri(REMOTE, folders.folder("strangers"));
        assertThatThrownBy(() -> openUri(uri)).isInstanceOf(AuthenticationException.class);
        assertThat(folders.folder("strangers").resolve("a")).doesNotExist();
    }

    @Test
    void aRepositoryThatIsNotThereIsSaid() {
        String uri = uri("none.git", folders.folder("one"));
        assertThatThrownBy(() -> openUri(uri)).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("no such repository");
    }

    @Test
    void aRepositoryIsFoundWhateverItsNameIs() throws IOException {
        Files.createSymbolicLink(top.resolve(awkwardName()), folders.remote());
        String uri = uri(awkwardName(), folders.folder("one"));
        try (FileBackend one = openUri(uri, "auto_push=true")) {
            one.create("a", Content.of("a"));
        }
        assertThat(remotes("show", "main:a")).isEqualTo("a");
    }
}
