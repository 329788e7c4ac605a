package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a {@link Store} promises to those who look: stat, list, open, and the names that are its own. */
abstract class LookContract extends StoreSection {

    @Test
    void nothingIsWhereNothingIs() throws Exception {
        put(file, "x");
        assertThat(store.stat(StorePath.parse("missing"), Detail.FULL)).isEmpty();
        assertThat(store.stat(StorePath.parse("missing/deep"), Detail.BASIC)).isEmpty();
        assertThat(store.stat(StorePath.parse("file/below"), Detail.BASIC)).isEmpty();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.open(other, 0));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.list(other));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.children(other));
        assertRefused(Reason.NOT_DIRECTORY, () -> store.list(file));
        assertRefused(Reason.NOT_DIRECTORY, () -> store.children(file));
        assertRefused(Reason.IS_DIRECTORY, () -> store.open(StorePath.ROOT, 0));
    }

    @Test
    void theRootIsADirectory() throws Exception {
        FileInfo root = store.stat(StorePath.ROOT, Detail.FULL).orElseThrow();
        assertThat(root.path()).isEmpty();
        assertThat(root.type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void childrenAreTheListInShort() throws Exception {
        put(file, "x");
        put(other, "y");
        assertThat(store.list(StorePath.ROOT)).extracting(FileInfo::path).containsExactlyInAnyOrder("file", "dir");
        assertThat(store.children(StorePath.ROOT)).containsExactlyInAnyOrder(new Child("file", false),
                new Child("dir", true));
    }

    @Test
    void aDeepListingIsOfTheWholeTree() throws Exception {
        requires(Feature.DEEP_LISTING);
        put(file, "x");
        put(other, "y");
        try (Stream<FileInfo> all = store.listDeep(StorePath.ROOT);
                Stream<FileInfo> below = store.listDeep(other.parent())) {
            assertThat(all.map(FileInfo::path)).containsExactlyInAnyOrder("file", "dir", "dir/other");
            assertThat(below.map(FileInfo::path)).containsExactly("dir/other");
        }
    }

    @Test
    void anOffsetBeyondTheEndIsNothingToRead() throws Exception {
        put(file, "12345");
        for (long offset : new long[] {0, 3, 5, 6, 1L << 40}) {
            try (StoreReader reader = store.open(file, offset)) {
                assertThat(reader.info().size()).isEqualTo(5);
                assertThat(Channels.newInputStream(reader).readAllBytes())
                        .hasSize((int) Math.max(0, 5 - offset));
            }
        }
    }

    @Test
    void theStoresOwnNamesAreRefusedAndNotSeen() throws Exception {
        assumeTrue(!store.reservedNames().isEmpty(), "the store reserves no names");
        FileBackend backend = StoreBackend.over(store);
        put(file, "x");
        for (String name : store.reservedNames()) {
            for (String form : List.of(name, name.toUpperCase(Locale.ROOT), name + ".", name + " ",
                    name.substring(0, 2) + "\u200C" + name.substring(2))) {
                for (Operation operation : Operation.values()) {
                    assertRefused(Reason.RESERVED_NAME, () -> operation.perform(backend, form));
                    assertRefused(Reason.RESERVED_NAME, () -> operation.perform(backend, "dir/" + form + "/x"));
                }
            }
            assertThat(backend.glob("**/" + name + "/**")).isEmpty();
        }
        try (Stream<FileInfo> all = backend.walk("")) {
            assertThat(all.map(FileInfo::path)).containsExactly("file");
        }
        assertThat(backend.glob("**")).containsExactly("file");
        assertThat(backend.list("")).extracting(FileInfo::path).containsExactly("file");
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        store.close();
        store.close();
    }
}
