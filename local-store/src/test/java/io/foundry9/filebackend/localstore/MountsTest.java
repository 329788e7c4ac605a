package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File systems that are full, read-only, or mounted below the root. Only where one may mount. */
class MountsTest {

    @TempDir Path root;

    private final Deque<Path> mounted = new ArrayDeque<>();
    private FileBackend backend;

    @BeforeEach
    void open() throws IOException {
        backend = Roots.backend(root);
    }

    @AfterEach
    void close() throws Exception {
        backend.close();
        while (!mounted.isEmpty()) {
            run("umount", "-l", mounted.pop().toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private Path mount(String name, String options) throws Exception {
        Path point = Files.createDirectories(root.resolve(name));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", options, "none", point.toString()), "mounting is not permitted");
        mounted.push(point);
        return point;
    }

    @Test
    void aFullDiskKeepsTheOldContentAndLeavesNothing() throws Exception {
        Path small = mount("small", "size=1m");
        try (FileBackend full = Roots.backend(small)) {
            full.create("file", Content.of("old"));
            assertThatThrownBy(() -> full.update("file", Content.of(new byte[2_000_000])))
                    .isInstanceOfSatisfying(StorageException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.NO_SPACE));
            assertThatThrownBy(() -> full.append("file", Content.of(new byte[1_048_000])))
                    .isInstanceOf(StorageException.class);
            assertThat(full.readText("file")).isEqualTo("old");
            assertThat(Roots.staged(small)).isEqualTo(1);
            full.update("file", Content.of("new"));
        }
    }

    @Test
    void aDiskTooFullForTheLockFileIsToldAndLeavesNoDescriptorOpen() throws Exception {
        Path small = mount("small", "size=64k");
        try (FileBackend full = Roots.backend(small)) {
            Files.write(small.resolve("filler"), new byte[64 * 1024]);
            assertThatThrownBy(() -> full.create("file", Content.of("x")))
                    .isInstanceOfSatisfying(StorageException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.NO_SPACE));
            assertThat(openFiles()).noneMatch(file -> file.startsWith(small) && file.endsWith("lock"));
            Files.delete(small.resolve("filler"));
            full.create("file", Content.of("x"));
        }
    }

    private static List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)) {
                    open.add(Files.readSymbolicLink(descriptor));
                }
            }
        }
        return open;
    }

    @Test
    void aReadOnlyRootIsReadAndRefusesWrites() throws Exception {
        Path readOnly = mount("ro", "size=1m");
        Files.writeString(readOnly.resolve("file"), "x");
        assumeTrue(run("mount", "-o", "remount,ro", readOnly.toString()));
        try (FileBackend store = Roots.backend(readOnly)) {
            assertThat(store.readText("file")).isEqualTo("x");
            assertThat(store.list("")).hasSize(1);
            for (Runnable write : List.<Runnable>of(() -> store.create("new", Content.of("x")),
                    () -> store.delete("file"), () -> store.move("file", "new"), () -> store.createDirectory("d"))) {
                assertThatThrownBy(write::run).isInstanceOfSatisfying(InvalidOperationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY));
            }
        }
    }

    @Test
    void aReadOnlyRootWithLeftoversIsRead() throws Exception {
        Path readOnly = mount("ro", "size=1m");
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "staged", readOnly)) {
            child.await("staged");
        }
        assumeTrue(run("mount", "-o", "remount,ro", readOnly.toString()));
        try (FileBackend store = Roots.backend(readOnly)) {
            assertThat(store.list("")).isEmpty();
        }
    }

    @Test
    void whatLiesOnAnotherFileSystemIsWrittenMovedAndDeleted() throws Exception {
        Path other = mount("other", "size=10m");
        FileInfo first = backend.create("other/new/file", Content.of("one"));
        assertThat(backend.update("other/new/file", Content.of("two")).version()).isNotEqualTo(first.version());
        assertThat(backend.readText("other/new/file")).isEqualTo("two");

        backend.create("tree/a/b", Content.of("b"));
        Files.createSymbolicLink(root.resolve("tree/link"), Path.of("a/b"));
        backend.move("tree", "other/tree");
        assertThat(backend.readText("other/tree/link")).isEqualTo("b");
        assertThat(backend.exists("tree")).isFalse();
        backend.move("other/tree", "back");
        assertThat(backend.readText("back/a/b")).isEqualTo("b");
        assertThat(backend.exists("other/tree")).isFalse();
        backend.move("back/a/b", "other/new/file", WriteOption.OVERWRITE);
        assertThat(backend.readText("other/new/file")).isEqualTo("b");

        backend.delete("other/new", DeleteOption.RECURSIVE);
        assertThat(other).isEmptyDirectory();
        assertThatThrownBy(() -> backend.delete("other", DeleteOption.RECURSIVE))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageContaining("mounted");
        assertThat(Roots.staged(root)).isEqualTo(1);
    }

    @Test
    void aTreeThatCannotBeDeletedStaysWhereItWas() throws Exception {
        backend.create("tree/a/file", Content.of("x"));
        mount("tree/mounted", "size=1m");
        assertThatThrownBy(() -> backend.delete("tree", DeleteOption.RECURSIVE)).isInstanceOf(StorageException.class);
        assertThat(root.resolve("tree/mounted")).isDirectory();
        assertThat(run("umount", root.resolve("tree/mounted").toString())).isTrue();
        mounted.clear();
        backend.delete("tree", DeleteOption.RECURSIVE);
        assertThat(root.resolve("tree")).doesNotExist();
    }

    @Test
    void severalChangesReachOverFileSystems() throws Exception {
        mount("other", "size=10m");
        backend.create("other/old", Content.of("old"));
        backend.create("gone/x", Content.of("x"));
        try (Store store = Roots.store(root)) {
            List<Change> changes = new ArrayList<>();
            changes.add(put(store, "other/old", "new"));
            changes.add(put(store, "other/d/e", "e"));
            changes.add(new Change.Remove(StorePath.parse("gone"), true, Guard.NONE));
            changes.add(new Change.Remove(StorePath.parse("missing"), true, Guard.NONE));
            try (StoreLock lock = store.lock(LockScope.tree(), null)) {
                assertThatThrownBy(() -> store.publish(changes, true)).isNotNull();
                assertThat(backend.readText("other/old")).isEqualTo("old");
                assertThat(backend.exists("other/d")).isFalse();
                assertThat(backend.readText("gone/x")).isEqualTo("x");
                store.publish(changes.subList(0, 3), true);
            }
            assertThat(backend.readText("other/old")).isEqualTo("new");
            assertThat(backend.readText("other/d/e")).isEqualTo("e");
            assertThat(backend.exists("gone")).isFalse();
        }
    }

    private static Change put(Store store, String path, String text) throws IOException {
        Staging staging = Roots.stage(store, path, text);
        return new Change.Put(StorePath.parse(path), staging, Guard.NONE);
    }
}
