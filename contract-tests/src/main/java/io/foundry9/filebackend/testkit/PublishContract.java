package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a {@link Store} promises about staging and publishing. */
abstract class PublishContract extends StoreSection {

    @Test
    void whatIsStagedIsNotSeen() throws Exception {
        FileBackend backend = StoreBackend.over(store);
        try (Staging staging = stage(file, "staged")) {
            assertThat(isThere(file)).isFalse();
            assertThat(store.list(StorePath.ROOT)).isEmpty();
            assertThat(backend.glob("**")).isEmpty();
            try (Stream<FileInfo> all = backend.walk("")) {
                assertThat(all).isEmpty();
            }
        }
    }

    @Test
    void whatIsStagedAndDiscardedLeavesNothing() throws Exception {
        Staging staging = stage(file, "staged");
        staging.close();
        staging.close();
        assertThat(staging.isOpen()).isFalse();
        assertThat(isThere(file)).isFalse();
        assertThat(store.list(StorePath.ROOT)).isEmpty();
    }

    @Test
    void whatIsStagedCanBeReadAgain() throws Exception {
        try (Staging staging = stage(file, "0123456789")) {
            assertThat(staging.size()).isEqualTo(10);
            for (int offset : new int[] {0, 4, 10}) {
                try (ReadableByteChannel channel = staging.open(offset)) {
                    assertThat(Channels.newInputStream(channel).readAllBytes()).asString()
                            .isEqualTo("0123456789".substring(offset));
                }
            }
            staging.finish();
            publish(new Change.Put(file, staging, Guard.NONE));
        }
        assertThat(text(file)).isEqualTo("0123456789");
    }

    @Test
    void stagedContentTakesEachBufferWhole() throws Exception {
        try (Staging staging = store.stage(new StageRequest(file, OptionalLong.of(300_000), false))) {
            ByteBuffer buffer = ByteBuffer.wrap(Samples.bytes(300_000));
            assertThat(staging.write(buffer)).isEqualTo(300_000);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(staging.size()).isEqualTo(300_000);
        }
    }

    @Test
    void aGuardIsAskedAboutWhatIsThere() throws Exception {
        List<Optional<FileInfo>> asked = new ArrayList<>();
        Optional<String> version = Optional.empty();
        for (int i = 0; i < 2; i++) {
            version = store.stat(file, Detail.BASIC).flatMap(FileInfo::version);
            try (Staging staging = stage(file, "12345")) {
                publish(new Change.Put(file, staging, asked::add));
            }
        }
        assertThat(asked.get(0)).isEmpty();
        FileInfo info = asked.get(1).orElseThrow();
        assertThat(info.path()).isEqualTo("file");
        assertThat(info.type()).isEqualTo(FileType.FILE);
        assertThat(info.size()).isEqualTo(5);
        assertThat(info.version()).isEqualTo(version);
    }

    @Test
    void aGuardThatThrowsLeavesEverythingAndItsContentToTheCaller() throws Exception {
        put(file, "old");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        try (Staging staging = stage(file, "new")) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> publish(new Change.Put(file, staging, refusing(asked))))
                    .withMessage("refused by the guard");
            assertThat(text(file)).isEqualTo("old");
            publish(new Change.Put(file, staging, Guard.NONE));
        }
        assertThat(asked).hasSize(1);
        assertThat(text(file)).isEqualTo("new");
    }

    @Test
    void severalChangesAreMadeAllOrNone() throws Exception {
        put(file, "old");
        put(StorePath.parse("gone"), "gone");
        StorePath made = StorePath.parse("made");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        try (Staging one = stage(file, "new"); Staging two = stage(other, "other")) {
            Change.Put first = new Change.Put(file, one, Guard.NONE);
            Change.MakeDirectory second = new Change.MakeDirectory(made, Guard.NONE);
            Change.Remove third = new Change.Remove(StorePath.parse("gone"), false, Guard.NONE);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
                    () -> publish(first, second, third, new Change.Put(other, two, refusing(asked))));
            assertThat(text(file)).isEqualTo("old");
            assertThat(isThere(made)).isFalse();
            assertThat(isThere(StorePath.parse("gone"))).isTrue();
            assertThat(isThere(other)).isFalse();
            List<FileInfo> results = publish(first, second, third, new Change.Put(other, two, Guard.NONE));
            assertThat(results).extracting(FileInfo::path).containsExactly("file", "made", "gone", "dir/other");
        }
        assertThat(text(file)).isEqualTo("new");
        assertThat(text(other)).isEqualTo("other");
        assertThat(isThere(made)).isTrue();
        assertThat(isThere(StorePath.parse("gone"))).isFalse();
    }

    @Test
    void aDirectoryOfTheSameListIsAParent() throws Exception {
        StorePath dir = StorePath.parse("new/dir");
        try (Staging staging = stage(dir.resolve("a"), "a")) {
            publish(new Change.MakeDirectory(dir, Guard.NONE),
                    new Change.Put(dir.resolve("a"), staging, Guard.NONE));
        }
        assertThat(text(dir.resolve("a"))).isEqualTo("a");
    }

    @Test
    void theResultTellsWhatIsThereNowAndOfARemovalWhatWasThere() throws Exception {
        try (Staging staging = stage(other, "12345")) {
            FileInfo put = publish(new Change.Put(other, staging, Guard.NONE)).get(0);
            assertThat(put.path()).isEqualTo("dir/other");
            assertThat(put.size()).isEqualTo(5);
            assertThat(put.version()).isEqualTo(store.stat(other, Detail.BASIC).orElseThrow().version());
        }
        FileInfo removed = publish(new Change.Remove(other, false, Guard.NONE)).get(0);
        assertThat(removed.path()).isEqualTo("dir/other");
        assertThat(removed.size()).isEqualTo(5);
    }

    @Test
    void aFileIsNoParentAndTheErrorNamesIt() throws Exception {
        put(file, "a file");
        try (Staging staging = stage(file, "x")) {
            Throwable failure = catchThrowable(
                    () -> publish(new Change.Put(StorePath.parse("file/a/b"), staging, Guard.NONE)));
            assertThat(failure).isInstanceOf(InvalidOperationException.class);
            assertThat(((InvalidOperationException) failure).reason()).isEqualTo(Reason.NOT_DIRECTORY);
            assertThat(((InvalidOperationException) failure).path()).isEqualTo("file");
        }
        assertThat(text(file)).isEqualTo("a file");
    }

    @Test
    void aDirectoryThatHoldsSomethingIsRemovedOnlyRecursively() throws Exception {
        put(other, "x");
        StorePath dir = other.parent();
        assertRefused(Reason.NOT_EMPTY, () -> publish(new Change.Remove(dir, false, Guard.NONE)));
        assertThat(text(other)).isEqualTo("x");
        publish(new Change.Remove(dir, true, Guard.NONE));
        assertThat(isThere(dir)).isFalse();
    }

    @Test
    void aDirectoryThatIsThereIsKept() throws Exception {
        put(other, "x");
        FileInfo info = publish(new Change.MakeDirectory(other.parent(), Guard.NONE)).get(0);
        assertThat(info.type()).isEqualTo(FileType.DIRECTORY);
        assertThat(text(other)).isEqualTo("x");
    }

    @Test
    void aMoveAsksBothGuards() throws Exception {
        requires(Feature.NATIVE_MOVE);
        put(file, "moved");
        put(other, "replaced");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> publish(new Change.Move(file, other, refusing(asked), Guard.NONE)));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> publish(new Change.Move(file, other, Guard.NONE, refusing(asked))));
        assertThat(asked).extracting(info -> info.orElseThrow().path()).containsExactly("file", "dir/other");
        assertThat(text(file)).isEqualTo("moved");
        publish(new Change.Move(file, other, Guard.NONE, Guard.NONE));
        assertThat(text(other)).isEqualTo("moved");
        assertThat(isThere(file)).isFalse();
    }

    @Test
    void anAppendAsksItsGuardFirst() throws Exception {
        requires(Feature.APPEND_IN_PLACE);
        put(file, "old");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        try (StoreLock lock = store.lock(LockScope.entry(file), LONG)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> store.append(file, Content.of(" new"), refusing(asked), false));
            assertThat(text(file)).isEqualTo("old");
            FileInfo info = store.append(file, Content.of(" new"), asked::add, false);
            assertThat(info.size()).isEqualTo(7);
        }
        assertThat(asked).extracting(info -> info.orElseThrow().size()).containsExactly(3L, 3L);
        assertThat(text(file)).isEqualTo("old new");
    }

    @Test
    void anAppendWhoseAdditionFailsLeavesTheOldContent() throws Exception {
        requires(Feature.APPEND_IN_PLACE);
        put(file, "old");
        try (StoreLock lock = store.lock(LockScope.entry(file), LONG)) {
            Content failing = sink -> {
                sink.write(ByteBuffer.allocate(10_000));
                throw new IOException("the source is dry");
            };
            assertThat(catchThrowable(() -> store.append(file, failing, Guard.NONE, false))).isNotNull();
        }
        assertThat(text(file)).isEqualTo("old");
    }

    @Test
    void aNativeCopyIsStagedLikeAnyContent() throws Exception {
        requires(Feature.NATIVE_COPY);
        put(file, "content");
        try (Staging copy = store.stageCopy(file, new StageRequest(other, OptionalLong.of(7), false))) {
            assertThat(copy.size()).isEqualTo(7);
            assertThat(isThere(other)).isFalse();
            put(file, "changed");
            publish(new Change.Put(other, copy, Guard.NONE));
        }
        assertThat(text(other)).isEqualTo("content");
        assertThat(text(file)).isEqualTo("changed");
    }
}
