package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ForwardingAsyncFileBackend;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * The asynchronous operations of a vault. Each holds a lease on the generation that is behind the vault until its stage
 * completes, its subscription ends, or its session does; what a thread calls that is inside a session goes to that. No caller waits for a backend that is away: his call does, and
 * goes on from there.
 */
final class VaultAsync extends ForwardingAsyncFileBackend {

    private final Vault vault;
    private final InsideSessions inside;

    VaultAsync(Vault vault, InsideSessions inside) {
        this.vault = vault;
        this.inside = inside;
    }

    @Override
    protected <T> CompletionStage<T> forward(
            Function<? super AsyncFileBackend, ? extends CompletionStage<T>> call) {
        LeasedSession session = inside.current();
        return session != null
                ? call.apply(session.async())
                : new LeasedStage<T>(vault, call, LeasedStage.Keeping.nothing()).start();
    }

    @Override
    protected <T> Flow.Publisher<T> forwardPublisher(
            Function<? super AsyncFileBackend, ? extends Flow.Publisher<T>> call) {
        LeasedSession session = inside.current();
        return session != null ? call.apply(session.async()) : LeasedPublisher.of(vault, call);
    }

    @Override
    public CompletionStage<AsyncSession> openSession(Duration timeout) {
        LeasedSession session = inside.current();
        return session != null
                ? LeasedAsyncSession.joined(session.async().openSession(timeout), session.lease().another())
                : new LeasedStage<>(vault, backend -> backend.openSession(timeout), LeasedAsyncSession.KEEPING).start();
    }

    /** What is behind the vault now; if there is nothing, that is an error, as nobody may be made to wait here. */
    @Override
    public Capabilities capabilities() {
        Generation generation = vault.leaseOrRefusal();
        try {
            return generation.backend().capabilities();
        } finally {
            generation.release();
        }
    }

    @Override
    public String toString() {
        return "asynchronous " + vault;
    }
}
