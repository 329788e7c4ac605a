package io.foundry9.filebackend.core;

import static io.foundry9.filebackend.core.ScriptedStore.fail;
import static io.foundry9.filebackend.core.StoreOperation.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class RetryLayerTest {

    private static final IOException TROUBLE = new IOException("connection reset");

    private final ScriptedStore inner = new ScriptedStore();
    private final List<Long> pauses = new ArrayList<>();
    private final Store store = new RetryLayer(3, bound -> bound, pauses::add).apply(inner);

    @AfterEach
    void nothingIsInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"LOCK", "PUBLISH", "APPEND", "CLOSE"})
    void whatIsIdempotentIsTriedAgain(StoreOperation operation) throws IOException {
        inner.then(fail(TROUBLE), fail(new BackendUnavailableException("", "away")));

        assertThat(operation.on(store)).isNotNull();

        assertThat(inner.calls).containsExactly(operation.label(), operation.label(), operation.label());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCK", "PUBLISH", "APPEND", "CLOSE"})
    void whatIsNotIdempotentIsNeverTriedAgain(StoreOperation operation) {
        inner.then(fail(TROUBLE));

        assertThatThrownBy(() -> operation.on(store)).isSameAs(TROUBLE);

        assertThat(inner.calls).containsExactly(operation.label());
        assertThat(pauses).isEmpty();
    }

    @Test
    void lastFailureIsThrownWhenAllAttemptsFail() {
        inner.then(fail(new IOException("first")), fail(new IOException("second")), fail(TROUBLE));

        assertThatThrownBy(() -> STAT.on(store)).isSameAs(TROUBLE);

        assertThat(inner.calls).hasSize(3);
    }

    static Stream<Exception> lastingFailures() {
        return Stream.of(
                new NotFoundException("a"),
                new AccessDeniedException("/a"),
                new IOException("No space left on device"),
                new StorageException(Kind.CLOSED, "a", "closed", null),
                new StorageException(Kind.INTERRUPTED, "a", "interrupted", null),
                new InterruptedIOException("interrupted"),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("lastingFailures")
    void failureThatLastsIsNotTriedAgain(Exception failure) {
        inner.then(() -> {
            if (failure instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) failure;
        });

        assertThatThrownBy(() -> STAT.on(store)).isSameAs(failure);

        assertThat(inner.calls).hasSize(1);
    }

    static Stream<Exception> passingFailures() {
        return Stream.of(
                new SocketTimeoutException("read timed out"),
                new StorageException(Kind.DEADLINE, "a", "too long", null),
                new LockTimeoutException("a", Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void failureThatMayPassIsTriedAgain(Exception failure) throws IOException {
        inner.then(failure instanceof IOException io ? fail(io) : fail((RuntimeException) failure));

        STAT.on(store);

        assertThat(inner.calls).hasSize(2);
    }

    @Test
    void boundOfThePauseDoublesUpToALimit() {
        Store patient = new RetryLayer(9, bound -> bound, pauses::add).apply(inner);
        for (int i = 0; i < 9; i++) {
            inner.then(fail(TROUBLE));
        }

        assertThatThrownBy(() -> STAT.on(patient)).isSameAs(TROUBLE);

        assertThat(pauses.stream().map(nanos -> nanos / 1_000_000))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    @Test
    void interruptEndsThePauseAndTheAttempts() {
        inner.then(fail(TROUBLE));
        Store interrupted = new RetryLayer(3, bound -> bound, nanos -> {
            throw new InterruptedException();
        }).apply(inner);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> STAT.on(interrupted))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(inner.calls).hasSize(1);
    }

    @Test
    void realPauseIsShortAndRandom() throws IOException {
        inner.then(fail(TROUBLE));

        STAT.on(Layers.retry(2).apply(inner));

        assertThat(inner.calls).hasSize(2);
    }

    @Test
    void thereIsAtLeastOneAttempt() {
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.retry(0));
    }
}
