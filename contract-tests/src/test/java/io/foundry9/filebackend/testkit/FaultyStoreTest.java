package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.FaultyStore.Point;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyStoreTest {

    private static IOException trouble() {
        return new FileSystemException("/host/secret/path", null, "I/O error");
    }

    private final MemoryStore store = new MemoryStore();
    private final FaultyStore faulty = new FaultyStore(store);
    private final TrackingStore tracking = new TrackingStore(faulty);
    private final FileBackend backend = StoreBackend.over(tracking);

    @Test
    void theNthCallFailsAndNoOther() throws Exception {
        faulty.failOnce(3, FaultyStoreTest::trouble, Point.STAT);
        assertThat(backend.exists("a")).isFalse();
        assertThat(backend.exists("a")).isFalse();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> backend.exists("a"));
        assertThat(backend.exists("a")).isFalse();
        assertThat(faulty.failures()).isEqualTo(1);
    }

    @Test
    void everyCallFailsUntilItIsHealed() {
        faulty.failAt(FaultyStoreTest::trouble, Point.STAT, Point.LIST);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> backend.exists("a"));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> backend.list(""));
        assertThat(faulty.failures()).isEqualTo(2);
        faulty.heal();
        assertThat(backend.list("")).isEmpty();
    }

    /** What a user does, each on a tree of its own. */
    private List<Runnable> doings() {
        return List.of(
                () -> backend.create("new/file", Content.of("x")),
                () -> backend.create("long", Content.of(new byte[200_000])),
                () -> backend.write("file", Content.of("y")),
                () -> backend.update("file", Content.of("y")),
                () -> backend.append("file", Content.of("y")),
                () -> backend.append("file", Content.ofTextChunks(List.of("y").iterator())),
                () -> backend.createDirectory("dir/new"),
                () -> backend.read("file"),
                () -> backend.readText("file"),
                () -> backend.info("file"),
                () -> backend.list("dir"),
                () -> backend.glob("**"),
                () -> backend.checksum("file"),
                () -> backend.checksumMany(List.of("file", "dir/file"), ChecksumAlgorithm.MD5),
                () -> backend.copy("file", "copy"),
                () -> backend.copy("dir", "copies"),
                () -> backend.copy("file", "dir/file", WriteOption.OVERWRITE),
                () -> backend.move("file", "moved"),
                () -> backend.move("dir", "moved"),
                () -> backend.delete("file"),
                () -> backend.delete("dir", DeleteOption.RECURSIVE));
    }

    private void prepare() {
        faulty.heal();
        for (String path : List.of("file", "dir", "new", "long", "copy", "copies", "moved")) {
            if (backend.exists(path)) {
                backend.delete(path, DeleteOption.RECURSIVE);
            }
        }
        backend.create("file", Content.of("old"));
        backend.create("dir/file", Content.of("old"));
        backend.create("dir/sub/file", Content.of("old"));
    }

    private List<String> tree() {
        faulty.heal();
        List<String> tree = new ArrayList<>();
        try (Stream<String> paths = backend.walk("").map(info -> info.path())) {
            paths.forEach(path -> tree.add(
                    backend.info(path).isFile() ? path + "=" + backend.readText(path).length() : path));
        }
        return tree;
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheStoreFailsNothingChangesAndNothingStaysOpen(Point point) {
        for (Runnable doing : doings()) {
            for (int nth = 1; nth <= 3; nth++) {
                prepare();
                List<String> before = tree();
                faulty.failOnce(nth, FaultyStoreTest::trouble, point);
                FileBackendException error = catchThrowableOfType(FileBackendException.class, doing::run);
                assertThat(tracking.open()).isEmpty();
                if (faulty.failures() == 0) {
                    continue;
                }
                assertThat(error).isInstanceOf(StorageException.class).hasMessageContaining("I/O error");
                assertThat(error.operation()).isNotBlank();
                assertThat(error).hasStackTraceContaining("I/O error")
                        .message().doesNotContain("/host/secret");
                assertThat(tree()).isEqualTo(before);
            }
        }
    }

    @Test
    void aStoreWithoutHelpFailsAsCleanly() {
        FaultyStore plain = new FaultyStore(MemoryStore.without(Feature.NATIVE_MOVE, Feature.NATIVE_COPY,
                Feature.APPEND_IN_PLACE, Feature.DEEP_LISTING));
        TrackingStore tracked = new TrackingStore(plain);
        FileBackend bare = StoreBackend.over(tracked);
        bare.create("dir/a", Content.of("a"));
        bare.create("dir/b", Content.of("b"));
        for (Point point : Point.values()) {
            for (int nth = 1; nth <= 4; nth++) {
                plain.failOnce(nth, FaultyStoreTest::trouble, point);
                FileBackendException error = catchThrowableOfType(FileBackendException.class, () -> {
                    bare.append("dir/a", Content.of("a"));
                    bare.copy("dir", "copy");
                    bare.move("copy", "moved");
                });
                plain.heal();
                assertThat(error == null).isEqualTo(plain.failures() == 0);
                assertThat(tracked.open()).isEmpty();
                assertThat(bare.readText("dir/a")).matches("a+");
                assertThat(bare.exists("moved") && bare.exists("copy")).isFalse();
                for (String made : List.of("copy", "moved")) {
                    if (bare.exists(made)) {
                        assertThat(bare.glob(made + "/*")).hasSize(2);
                        bare.delete(made, DeleteOption.RECURSIVE);
                    }
                }
            }
        }
    }
}
