package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store has without its author's doing, and the small types around it. */
class StoreDefaultsTest {

    private static final StorePath PATH = StorePath.parse("dir/a");

    /** Just what every author must write. */
    private static final class SmallestStore implements Store {
        @Override
        public Capabilities capabilities() {
            return Capabilities.of();
        }

        @Override
        public Optional<FileInfo> stat(StorePath path, Detail detail) {
            return Optional.empty();
        }

        @Override
        public List<FileInfo> list(StorePath directory) {
            return List.of(FileInfo.builder("dir/a", FileType.FILE).build());
        }

        @Override
        public StoreReader open(StorePath path, long offset) throws IOException {
            throw new IOException("empty");
        }

        @Override
        public Staging stage(StageRequest request) throws IOException {
            throw new IOException("full");
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) {
            return () -> {};
        }

        @Override
        public List<FileInfo> publish(List<Change> changes, boolean durable) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private final Store store = new SmallestStore();

    @Test
    void whatIsOptionalIsUnsupported() {
        StageRequest request = new StageRequest(PATH, OptionalLong.empty(), false);
        assertUnsupported(() -> store.follow(PATH));
        assertUnsupported(() -> store.listDeep(PATH));
        assertUnsupported(() -> store.stageCopy(PATH, request));
        assertUnsupported(() -> store.append(PATH, Content.empty(), Guard.NONE, false));
    }

    private static void assertUnsupported(ThrowingCallable call) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .satisfies(e -> assertThat(e.path()).isEqualTo("dir/a"));
    }

    @Test
    void whatIsNotSaidIsNothing() throws IOException {
        assertThat(store.reservedNames()).isEmpty();
        assertThat(store.knownChecksum(PATH, ChecksumAlgorithm.MD5)).isEmpty();
        assertThat(store.as(String.class)).isEmpty();
        assertThat(store.children(PATH)).containsExactly(new Child("a", false));
        Guard.NONE.check(Optional.empty());
    }

    @Test
    void lockCoversEntriesOrTheTree() {
        assertThat(LockScope.tree().isTree()).isTrue();
        assertThat(LockScope.entry(PATH).paths()).containsExactly(PATH);
        assertThat(LockScope.entries(PATH, StorePath.parse("b")).isTree()).isFalse();
    }

    @Test
    void changesAreComplete() {
        assertThatNullPointerException().isThrownBy(() -> new Change.Put(PATH, null, Guard.NONE))
                .withMessage("content");
        assertThatNullPointerException().isThrownBy(() -> new Change.MakeDirectory(PATH, null)).withMessage("guard");
        assertThatNullPointerException().isThrownBy(() -> new Change.Remove(null, true, Guard.NONE))
                .withMessage("path");
        assertThatNullPointerException()
                .isThrownBy(() -> new Change.Move(PATH, PATH, null, Guard.NONE))
                .withMessage("source");
        assertThat(new Change.Remove(PATH, true, Guard.NONE).path()).isEqualTo(PATH);
        assertThatNullPointerException().isThrownBy(() -> new StageRequest(null, OptionalLong.empty(), false));
    }

    @Test
    void textIsUtf8ThatMayBeCutWhereSomethingFollows() {
        ByteBuffer cut = ByteBuffer.wrap("é😀".getBytes(StandardCharsets.UTF_8)).limit(5);

        assertThat(TextProbe.isText(cut, false)).isTrue();
        assertThat(TextProbe.isText(cut, true)).isFalse();
        assertThat(cut.remaining()).isEqualTo(5);
        assertThat(TextProbe.isText(ByteBuffer.allocate(0), true)).isTrue();
        assertThat(TextProbe.isText(ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b'}), false)).isFalse();
        assertThat(
                TextProbe.isText(ByteBuffer.wrap("x".repeat(TextProbe.LENGTH).getBytes(StandardCharsets.UTF_8)), true))
                .isTrue();
    }
}
