package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a git vault remembers. */
class GitVersionsTest {

    private static final String LONG = "a line\nanother line\na third line\na fourth line\n";

    @TempDir Path top;

    private GitFolders folders;
    private FileBackend backend;
    private Versioned versions;

    @BeforeEach
    void open() throws IOException {
        folders = new GitFolders(top);
        backend = folders.open("work");
        versions = backend.as(Versioned.class).orElseThrow();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private String commit(String message) {
        return backend.as(SyncFileBackend.class).orElseThrow().push(message).commit().orElseThrow();
    }

    private String text(String path, String version) {
        return new String(versions.readAt(path, version), StandardCharsets.UTF_8);
    }

    @Test
    void aHistoryFollowsRenames() {
        backend.create("old.txt", Content.of(LONG));
        commit("made");
        backend.update("old.txt", Content.of(LONG + "more\n"));
        commit("changed");
        backend.move("old.txt", "dir/new.txt");
        commit("moved");
        backend.update("dir/new.txt", Content.of(LONG + "even more\n"));
        commit("changed again");
        List<Revision> history = versions.history("dir/new.txt");
        assertThat(history).extracting(Revision::summary).containsExactly("changed again", "moved", "changed", "made");
        assertThat(history.get(1).changes()).containsExactly(PathChange.renamed("old.txt", "dir/new.txt"));
        assertThat(history.get(3).changes()).containsExactly(PathChange.of(Kind.ADDED, "old.txt"));
        assertThat(history.get(0).author()).isEqualTo("f9-sync <f9-sync@example.com>");
        assertThat(versions.history("dir/new.txt", 2)).hasSize(2);
    }

    @Test
    void aHistoryOfADirectoryOrTheRootTellsOfAllInIt() {
        backend.create("d/a", Content.of("a"));
        commit("one");
        backend.create("b", Content.of("b"));
        commit("two");
        assertThat(versions.history("d")).extracting(Revision::summary).containsExactly("one");
        assertThat(versions.history("")).extracting(Revision::summary).containsExactly("two", "one");
        assertThatThrownBy(() -> versions.history("never")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> versions.history("b", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOldVersionIsReadById() {
        backend.create("x", Content.of("one"));
        String one = commit("one");
        backend.update("x", Content.of("two"));
        String two = commit("two");
        backend.delete("x");
        commit("three");
        assertThat(text("x", one)).isEqualTo("one");
        assertThat(text("x", two.substring(0, 8))).isEqualTo("two");
        assertThatThrownBy(() -> text("y", one)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> text("x", "0123456789")).isInstanceOf(NotFoundException.class)
                .extracting("path").isEqualTo("0123456789");
        assertThatThrownBy(() -> text("x", "HEAD~1")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> text("", one)).isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void aSnapshotIsAVersionWithANameThatTravels() throws IOException {
        backend.create("x", Content.of("one"));
        Snapshot made = versions.snapshot("v1.0", "as sent");
        backend.update("x", Content.of("two"));
        commit("two");
        assertThat(text("x", "v1.0")).isEqualTo("one");
        assertThat(versions.snapshots()).containsExactly(made);
        assertThatThrownBy(() -> versions.snapshot("v1.0", "")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> versions.snapshot("a b", "")).isInstanceOf(IllegalArgumentException.class);
        try (FileBackend clone = folders.open("clone")) {
            Versioned there = clone.as(Versioned.class).orElseThrow();
            assertThat(there.snapshots()).containsExactly(made);
        }
    }

    @Test
    void aSnapshotWhoseNameTheRemoteHasForAnotherIsToldOfOnce() throws IOException {
        backend.create("x", Content.of("one"));
        versions.snapshot("v1", "");
        commit("one");
        try (FileBackend clone = folders.open("clone")) {
            clone.create("y", Content.of("y"));
            GitFolders.gitIn(folders.folder("clone"), "tag", "-d", "v1");
            clone.as(Versioned.class).orElseThrow().snapshot("v1", "another");
            SyncFileBackend sync = clone.as(SyncFileBackend.class).orElseThrow();
            assertThatThrownBy(sync::push).isInstanceOf(BackendUnavailableException.class).hasMessageContaining("v1");
            assertThat(sync.push().isUpToDate()).isTrue();
        }
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main").lines())
                .containsExactly("x", "y");
    }

    @Test
    void aSnapshotOfNothingIsRefused() {
        assertThatThrownBy(() -> versions.snapshot("v", "")).isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void differencesAreToldAsAListAndAsText() {
        backend.create("a", Content.of("1\n2\n"));
        backend.create("moved", Content.of(LONG));
        String one = commit("one");
        backend.update("a", Content.of("1\n3\n"));
        backend.move("moved", "there");
        backend.create("new", Content.of("n\n"));
        assertThat(versions.diff(one, "")).containsExactly(PathChange.of(Kind.MODIFIED, "a"),
                PathChange.of(Kind.ADDED, "new"), PathChange.renamed("moved", "there"));
        assertThat(versions.diffText("a", one, "")).contains("-2\n").contains("+3\n").doesNotContain("new");
        String two = commit("two");
        assertThat(versions.diff(one, two)).hasSize(3);
        assertThat(versions.diff(two, "")).isEmpty();
        assertThat(versions.diffText("", two, "")).isEmpty();
    }

    @Test
    void restoringIsAWriteLikeAnyOther() throws IOException {
        backend.create("d/a", Content.of("one"));
        backend.create("d/b", Content.of("b"));
        String one = commit("one");
        backend.update("d/a", Content.of("two"));
        backend.delete("d/b");
        backend.create("d/c", Content.of("c"));
        commit("two");
        assertThat(versions.restore("d/a", one).size()).isEqualTo(3);
        assertThat(backend.readText("d/a")).isEqualTo("one");
        versions.restore("d", one);
        assertThat(backend.glob("**")).containsExactly("d/a", "d/b", "d/c");
        commit("restored");
        assertThat(versions.history("d/a")).extracting(Revision::summary).containsExactly("restored", "two", "one");
        assertThat(folders.git("work", "status", "--porcelain")).isEmpty();
        assertThatThrownBy(() -> versions.restore("never", one)).isInstanceOf(NotFoundException.class);
    }
}
