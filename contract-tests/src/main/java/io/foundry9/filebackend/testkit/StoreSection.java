package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the parts of a store's contract share: a fresh store for each test, and the short forms in which it is used. */
@ExtendWith(NoThreadLeft.class)
abstract class StoreSection {

    static final Duration LONG = Duration.ofSeconds(30);

    final StorePath file = StorePath.parse("file");
    final StorePath other = StorePath.parse("dir/other");
    TrackingStore store;

    abstract StoreContract contract();

    @BeforeEach
    final void openStore() throws Exception {
        store = contract().openTracked();
        assumeTrue(store.capabilities().has(Feature.WRITES), "the store cannot be written");
    }

    @AfterEach
    final void closeStore() throws Exception {
        if (store != null) {
            try {
                contract().checkNothingLeftOpen();
            } finally {
                store.close();
            }
        }
    }

    final void requires(Feature feature) {
        assumeTrue(store.capabilities().has(feature), () -> "the store does not have " + feature);
    }

    final Staging stage(StorePath path, String text) throws IOException {
        Staging staging = store.stage(new StageRequest(path, OptionalLong.empty(), false));
        staging.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        staging.finish();
        return staging;
    }

    final List<FileInfo> publish(Change... changes) throws IOException {
        try (StoreLock lock = store.lock(LockScope.tree(), LONG)) {
            return store.publish(List.of(changes), false);
        }
    }

    final void put(StorePath path, String text) throws IOException {
        try (Staging staging = stage(path, text)) {
            publish(new Change.Put(path, staging, Guard.NONE));
        }
    }

    final String text(StorePath path) throws IOException {
        try (StoreReader reader = store.open(path, 0)) {
            return new String(Channels.newInputStream(reader).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    final boolean isThere(StorePath path) throws IOException {
        return store.stat(path, Detail.BASIC).isPresent();
    }

    static Guard refusing(List<Optional<FileInfo>> asked) {
        return existing -> {
            asked.add(existing);
            throw new IllegalStateException("refused by the guard");
        };
    }

    static void assertRefused(Reason reason, ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).isInstanceOf(InvalidOperationException.class);
        assertThat(((InvalidOperationException) failure).reason()).isEqualTo(reason);
    }
}
