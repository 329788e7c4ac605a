package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corners of the store that one reaches rarely, and that must hold all the same. */
class StoreCornersTest {

    @TempDir Path folder;

    private Path root;
    private Store store;
    private FileBackend backend;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        store = Roots.store(root);
        backend = StoreBackend.over(store);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private static StorePath path(String text) {
        return StorePath.parse(text);
    }

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidOperationException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aRootMustBeADirectoryThatIsThere() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Roots.store(missing)).isInstanceOf(BackendUnavailableException.class);
        LocalStoreOptions making = LocalStoreOptions.defaults().withCreateRoot(true);
        LocalStore.open(missing.resolve("deep"), making).close();
        assertThat(missing.resolve("deep")).isEmptyDirectory();
        Path file = Files.createFile(folder.resolve("file"));
        assertReason(Reason.NOT_DIRECTORY, () -> Roots.store(file));
    }

    @Test
    void aRootThatWasReplacedIsToldFromAFileThatIsMissing() throws IOException {
        Files.move(root, folder.resolve("moved"));
        Files.createDirectory(root);
        assertThatThrownBy(() -> backend.read("a"))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("replaced");
    }

    @Test
    void theWorkFolderMayLieElsewhereAndItsNamesAreReserved() throws IOException {
        LocalStoreOptions options = LocalStoreOptions.defaults().withWorkFolder(".git/f9", Set.of(".git"));
        try (FileBackend git = StoreBackend.over(LocalStore.open(root, options))) {
            git.create("a", Content.of("x"));
            assertThat(root.resolve(".git/f9/lock")).exists();
            assertThat(root.resolve(".f9")).doesNotExist();
            assertReason(Reason.RESERVED_NAME, () -> git.read(".git/config"));
            assertReason(Reason.RESERVED_NAME, () -> git.create(".f9", Content.of("x")));
        }
    }

    @Test
    void aLinkMayGoUpAndDownInside() throws IOException {
        backend.create("a/b/c", Content.of("x"));
        Files.createSymbolicLink(root.resolve("a/up"), Path.of("b/../../a/./b"));
        Files.createSymbolicLink(root.resolve("a/top"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("a/over"), Path.of("missing/../b"));
        Files.createSymbolicLink(root.resolve("a/rooted"), root.toRealPath());
        Files.createSymbolicLink(root.resolve("a/under"), Path.of("missing/../../../.."));
        assertThat(backend.readText("a/up/c")).isEqualTo("x");
        assertThat(backend.readText("a/top/a/b/c")).isEqualTo("x");
        assertThat(backend.readText("a/over/c")).isEqualTo("x");
        assertThat(backend.readText("a/rooted/a/b/c")).isEqualTo("x");
        assertThat(store.follow(path("a/top"))).isEqualTo(StorePath.ROOT);
        assertThat(store.follow(path("a/up"))).isEqualTo(path("a/b"));
        assertReason(Reason.OUTSIDE_ROOT, () -> backend.read("a/under/x"));
        assertReason(Reason.IS_DIRECTORY, () -> backend.read("a/top"));
    }

    @Test
    void aDanglingLinkIsWrittenThrough() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("new/dir"));
        backend.create("link/file", Content.of("x"));
        assertThat(root.resolve("new/dir/file")).hasContent("x");
    }

    @Test
    void theRootItselfIsNeverChanged() throws IOException {
        try (Staging staging = Roots.stage(store, "a", "x"); StoreLock lock = store.lock(LockScope.tree(), null)) {
            for (Change change : List.of(new Change.Put(StorePath.ROOT, staging, Guard.NONE),
                    new Change.Remove(StorePath.ROOT, true, Guard.NONE),
                    new Change.Move(StorePath.ROOT, path("b"), Guard.NONE, Guard.NONE))) {
                assertReason(Reason.IS_ROOT, () -> store.publish(List.of(change), false));
                assertReason(Reason.IS_ROOT, () -> store.publish(
                        List.of(change, new Change.MakeDirectory(path("c"), Guard.NONE)), false));
            }
        }
        assertThat(root.resolve("c")).doesNotExist();
    }

    @Test
    void theStoreKeepsKindsApartWithoutAGuardToo() throws IOException {
        backend.create("file", Content.of("x"));
        backend.create("dir/in", Content.of("x"));
        try (StoreLock lock = store.lock(LockScope.tree(), null); Staging staged = Roots.stage(store, "a", "x")) {
            assertReason(Reason.IS_DIRECTORY, () -> publish(new Change.Put(path("dir"), staged, Guard.NONE)));
            assertReason(Reason.NOT_DIRECTORY, () -> publish(new Change.MakeDirectory(path("file"), Guard.NONE)));
            assertReason(Reason.IS_DIRECTORY,
                    () -> publish(new Change.Move(path("file"), path("dir"), Guard.NONE, Guard.NONE)));
            assertReason(Reason.NOT_DIRECTORY,
                    () -> publish(new Change.Move(path("dir"), path("file"), Guard.NONE, Guard.NONE)));
            assertReason(Reason.INTO_ITSELF,
                    () -> publish(new Change.Move(path("dir"), path("dir/sub"), Guard.NONE, Guard.NONE)));
            assertThatThrownBy(() -> publish(new Change.Remove(path("nothing"), true, Guard.NONE)))
                    .isInstanceOf(NotFoundException.class);
            assertReason(Reason.IS_DIRECTORY, () -> store.append(path("dir"), Content.empty(), Guard.NONE, false));
            assertReason(Reason.IS_DIRECTORY, () -> store.stageCopy(path("dir"), request("b")));
        }
    }

    private void publish(Change change) throws IOException {
        store.publish(List.of(change), true);
    }

    private static StageRequest request(String path) {
        return new StageRequest(path(path), OptionalLong.empty(), false);
    }

    @Test
    void onlyFinishedContentOfThisStoreIsPublished() throws IOException {
        try (Store other = Roots.store(Files.createDirectory(folder.resolve("other")));
                Staging foreign = Roots.stage(other, "a", "x");
                Staging open = store.stage(request("a"));
                StoreLock lock = store.lock(LockScope.tree(), null)) {
            for (Staging content : List.of(foreign, open)) {
                assertThatThrownBy(() -> publish(new Change.Put(path("a"), content, Guard.NONE)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> open.open(0)).isInstanceOf(IllegalStateException.class);
            open.finish();
            open.finish();
            assertThatThrownBy(() -> open.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void aStagedLinkHasNoContent() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("target"));
        try (Staging link = store.stageCopy(path("link"), request("copy"))) {
            assertThat(link.size()).isZero();
            link.finish();
            assertThatThrownBy(() -> link.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertReason(Reason.NOT_A_FILE, () -> link.open(0));
        }
        assertThat(Roots.staged(root)).isEqualTo(1);
    }

    @Test
    void aReaderIsOpenUntilItIsClosed() throws IOException {
        backend.create("a", Content.of("abc"));
        StoreReader reader = store.open(path("a"), 1);
        assertThat(reader.isOpen()).isTrue();
        reader.close();
        assertThat(reader.isOpen()).isFalse();
    }

    @Test
    void largeContentGoesThroughInSlicesUnchanged() throws IOException {
        byte[] large = new byte[1_000_003];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 >>> 3);
        }
        backend.create("large", Content.of(large));
        assertThat(backend.read("large")).isEqualTo(large);
        backend.copy("large", "copy");
        assertThat(Files.readAllBytes(root.resolve("copy"))).isEqualTo(large);
    }

    @Test
    void aLockOutlivesTheStoreThatGaveItWithoutHarm() throws IOException {
        StoreLock lock = store.lock(LockScope.tree(), null);
        backend.close();
        backend.close();
        lock.close();
        assertThatThrownBy(() -> store.lock(LockScope.tree(), null)).isInstanceOf(StorageException.class);
        try (Store again = Roots.store(root)) {
            again.lock(LockScope.tree(), null).close();
        }
    }

    @Test
    void aDeadOnesFoldersOnOtherFileSystemsAreSweptWithItsOwn() throws IOException {
        backend.create("mounted/kept", Content.of("x"));
        Path dead = Files.createDirectories(root.resolve(".f9/staging/4711"));
        Files.writeString(dead.resolve("elsewhere-1"), "mounted");
        Files.writeString(dead.resolve("elsewhere-2"), "unmounted");
        Path left = Files.createDirectories(root.resolve("mounted/.f9/4711-x/tree"));
        Files.writeString(left.resolve("file"), "x");
        close();
        Roots.store(root).close();
        assertThat(dead).doesNotExist();
        assertThat(Roots.content(root)).containsOnlyKeys("mounted", "mounted/kept");
    }

    @Test
    void anInterruptEndsTheWaitForAVersion() throws IOException {
        Files.writeString(root.resolve("fresh"), "x");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> backend.info("fresh"))
                .isInstanceOfSatisfying(StorageException.class,
                        e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCheckedDirectoryNoticesThatItWasReplaced() throws IOException {
        Path place = Files.createDirectory(root.resolve("place"));
        Path name = Path.of("file");
        Files.writeString(place.resolve("file"), "x");
        try (Directory directory = CheckedDirectory.at(place.toRealPath())) {
            assertThat(directory.isRaceFree()).isFalse();
            assertThat(directory.attributes().isDirectory()).isTrue();
            directory.force();
            assertThat(directory.names()).containsExactly(name);
            Files.move(place, root.resolve("elsewhere"));
            Files.createSymbolicLink(place, root.resolve("elsewhere"));
            assertThatThrownBy(() -> directory.stat(name)).isInstanceOf(FileSystemException.class);
            assertThatThrownBy(() -> directory.deleteFile(name)).isInstanceOf(FileSystemException.class);
        }
        assertThat(root.resolve("elsewhere/file")).exists();
        assertThatThrownBy(() -> CheckedDirectory.at(place)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void namesThatThisJvmCannotExpressAreRefusedWithAdvice() throws Exception {
        Files.writeString(root.resolve("café"), "x");
        try (ChildJvm child = ChildJvm.startInCLocale(WriterJvm.class, "accents", root)) {
            String said = String.join("\n", child.finish());
            assumeTrue(!said.contains("read: done"), "this JVM expresses them");
            assertThat(said).contains("LC_ALL=C.UTF-8", "read: read 'caf", "glob: []");
        }
    }

    @Test
    void whatIsKnownIsBounded() {
        BoundedSet set = new BoundedSet(2);
        set.add("a");
        set.add("b");
        set.add("c");
        assertThat(set).containsExactly("c").hasSize(1);
        assertThat(set.remove("c")).isTrue();
    }

    @Test
    void aDirectoryThatWouldBecomePartOfItselfIsRefusedBeforeAnythingIsMade() throws IOException {
        Files.createDirectory(root.resolve("dir"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("dir"));
        for (String target : List.of("dir/new/deep", "link/new/deep")) {
            Change move =
                    new Change.Move(StorePath.parse("dir"), StorePath.parse(target), Guard.NONE, Guard.NONE);
            try (StoreLock lock = store.lock(LockScope.tree(), null)) {
                assertThatThrownBy(() -> store.publish(List.of(move), false))
                        .isInstanceOfSatisfying(InvalidOperationException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.INTO_ITSELF));
            }
        }
        assertThat(root.resolve("dir")).isEmptyDirectory();
    }

    @Test
    void writersOfTheSameNewParentNeedNoSystemThatSpeaksEnglish() throws Exception {
        Path locales = Files.createDirectory(folder.resolve("locales"));
        Optional<ChildJvm> german = ChildJvm.startInGerman(locales, WriterJvm.class, "parents", root);
        assumeTrue(german.isPresent(), "no German locale can be made");
        try (ChildJvm child = german.get()) {
            assertThat(child.finish()).hasSize(WriterJvm.PARENT_MAKERS).containsOnly("make: done");
        }
    }
}
