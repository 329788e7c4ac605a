package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {

    private static final StorePath A = StorePath.parse("a");

    private static StageRequest request() {
        return new StageRequest(A, OptionalLong.empty(), false);
    }

    @Test
    void timesComeFromTheClock() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        MemoryStore store = new MemoryStore(Clock.fixed(now, ZoneOffset.UTC), MemoryStore.ALL);
        StoreBackend.over(store).create("dir/a", Content.of("x"));
        assertThat(store.stat(StorePath.parse("dir/a"), Detail.BASIC).orElseThrow().modified()).hasValue(now);
        assertThat(store.stat(StorePath.parse("dir"), Detail.BASIC).orElseThrow().created()).hasValue(now);
    }

    @Test
    void whatItIsToldToDoWithoutItDoesNotDo() {
        MemoryStore store = MemoryStore.without(Feature.NATIVE_MOVE, Feature.NATIVE_COPY, Feature.APPEND_IN_PLACE,
                Feature.DEEP_LISTING);
        store.foreignWrite("a", new byte[3]);
        StorePath b = StorePath.parse("b");
        List<ThrowingCallable> calls = List.of(
                () -> store.publish(List.of(new Change.Move(A, b, Guard.NONE, Guard.NONE)), false),
                () -> store.stageCopy(A, request()),
                () -> store.append(A, Content.of("x"), Guard.NONE, false),
                () -> store.listDeep(StorePath.ROOT));
        calls.forEach(call -> assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(call)
                .extracting(InvalidOperationException::reason).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void itCannotBeToldToDoMoreThanItCan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryStore(Clock.systemUTC(), MemoryStore.ALL.with(Feature.PERMISSIONS)));
    }

    @Test
    void onlyFinishedContentOfItsOwnIsPublished() throws Exception {
        MemoryStore store = new MemoryStore();
        try (Staging staging = store.stage(request())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.publish(List.of(new Change.Put(A, staging, Guard.NONE)), false));
            staging.finish();
            assertThatIllegalStateException().isThrownBy(() -> staging.write(ByteBuffer.allocate(1)));
            store.publish(List.of(new Change.Put(A, staging, Guard.NONE)), false);
            assertThatExceptionOfType(ClosedChannelException.class)
                    .isThrownBy(() -> store.publish(List.of(new Change.Put(A, staging, Guard.NONE)), false));
        }
        Staging foreign = new TrackingStore(store).stage(request());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.publish(List.of(new Change.Put(A, foreign, Guard.NONE)), false));
    }

    @Test
    void nothingWorksAfterItWasClosed() {
        MemoryStore store = new MemoryStore();
        store.close();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.stat(A, Detail.BASIC))
                .extracting(StorageException::kind).isEqualTo(StorageException.Kind.CLOSED);
    }

    @Test
    void aSchemeOpensANewOneEachTime() {
        SchemeRegistry registry = SchemeRegistry.discover();
        try (FileBackend one = registry.open("memory://one"); FileBackend two = registry.open("memory://")) {
            one.create("a", Content.of("x"));
            assertThat(two.list("")).isEmpty();
            assertThat(one.toString()).contains("memory:");
        }
    }
}
