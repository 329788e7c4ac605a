package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a full disk what does not fit is told so, what was there stays, and all goes on once there is space again. */
class FullDiskTest {

    private static final int PAGE = 4096;
    private static final String MUCH = "much".repeat(PAGE);

    @TempDir Path folder;

    private Mount disk;
    private Path root;
    private FileBackend backend;
    private Map<String, String> before;

    @BeforeEach
    void mount() throws Exception {
        disk = Mount.tmpfs(folder.resolve("disk"), "1m");
        root = Files.createDirectory(disk.at().resolve("root"));
        backend = Roots.backend(root);
        backend.create("file", Content.of("old"));
        backend.create("other", Content.of("other"));
        before = Roots.content(root);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk == null) {
            return;
        }
        try (Mount mounted = disk) {
            backend.close();
            assertThat(Roots.leftovers(root)).isEmpty();
        }
    }

    private Path filler() {
        return disk.at().resolve("filler");
    }

    private void fill() {
        assertThatThrownBy(() -> {
            try (OutputStream filler = Files.newOutputStream(filler())) {
                while (true) {
                    filler.write(new byte[PAGE]);
                }
            }
        }).isInstanceOf(IOException.class);
    }

    private void free() throws IOException {
        Files.delete(filler());
    }

    private static void assertNoSpace(ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.kind()).isEqualTo(Kind.NO_SPACE));
    }

    private void assertAsBefore() throws IOException {
        assertThat(Roots.content(root)).isEqualTo(before);
    }

    @Test
    void aWriteKeepsTheOld() throws Exception {
        fill();
        assertNoSpace(() -> backend.write("file", Content.of(MUCH)));
        assertNoSpace(() -> backend.create("new", Content.of("x")));
        assertAsBefore();
        free();
        backend.write("file", Content.of(MUCH));
        assertThat(backend.readText("file")).isEqualTo(MUCH);
    }

    @Test
    void anAppendAddsNothing() throws Exception {
        fill();
        assertNoSpace(() -> backend.append("file", Content.of(MUCH)));
        assertAsBefore();
        free();
        backend.append("file", Content.of(MUCH));
        assertThat(backend.readText("file")).isEqualTo("old" + MUCH);
    }

    @Test
    void aSessionGoesOnWithoutWhatDidNotFit() throws Exception {
        try (Session session = backend.openSession(null)) {
            session.write("other", Content.of("new"));
            fill();
            assertNoSpace(() -> session.write("file", Content.of(MUCH)));
            assertNoSpace(() -> session.append("file", Content.of(MUCH)));
            assertThat(session.readText("file")).isEqualTo("old");
            assertThat(session.readText("other")).isEqualTo("new");
            assertAsBefore();
            free();
            session.append("file", Content.of(MUCH));
            session.commit();
        }
        assertThat(Roots.content(root)).isEqualTo(new TreeMap<>(Map.of("file", "old" + MUCH, "other", "new")));
    }

    @Test
    void aCommitWithoutSpaceChangesNothing() throws Exception {
        try (Session session = backend.openSession(null)) {
            change(session);
            fill();
            assertNoSpace(session::commit);
            assertAsBefore();
        }
        assertAsBefore();
        assertThat(Roots.staged(root)).isEqualTo(1);
        free();
        backend.inSession(null, session -> {
            change(session);
            return null;
        });
        assertThat(Roots.content(root)).isEqualTo(new TreeMap<>(Map.of("file", "new", "deep", "/", "deep/x", "x")));
    }

    private static void change(Session session) {
        session.write("file", Content.of("new"));
        session.create("deep/x", Content.of("x"));
        session.delete("other");
    }
}
