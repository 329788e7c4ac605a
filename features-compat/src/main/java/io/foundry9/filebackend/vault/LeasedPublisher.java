package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A publisher of a vault: each subscription holds a lease on the generation of that moment until it ends. It is made by
 * the generation that is there when it is asked for, so that arguments are refused and a session is found then; another
 * generation is asked again. Immutable.
 *
 * @param maker the generation that made it; {@code null} if there was none
 * @param made what it made
 */
record LeasedPublisher<T>(Vault vault, Function<? super AsyncFileBackend, ? extends Flow.Publisher<T>> call,
        Generation maker, Flow.Publisher<T> made) implements Flow.Publisher<T> {

    static <T> LeasedPublisher<T> of(Vault vault,
            Function<? super AsyncFileBackend, ? extends Flow.Publisher<T>> call) {
        Optional<Generation> now = vault.leaseNow();
        if (now.isEmpty()) {
            return new LeasedPublisher<>(vault, call, null, null);
        }
        Generation maker = now.get();
        try {
            return new LeasedPublisher<>(vault, call, maker, call.apply(maker.backend().async()));
        } finally {
            maker.release();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Generation now = vault.leaseNow().orElse(null);
        if (now != null) {
            subscribe(now, subscriber);
        } else {
            vault.lateCalls().add(leased -> subscribe(leased, subscriber));
        }
    }

    private void subscribe(Generation leased, Flow.Subscriber<? super T> subscriber) {
        Subscription<T> leasing = new Subscription<>(leased, subscriber);
        Flow.Publisher<T> publisher;
        try {
            publisher = leased == maker ? made : call.apply(leased.backend().async());
        } catch (RuntimeException | Error e) {
            leasing.refuse(e);
            return;
        }
        boolean subscribed = false;
        try {
            publisher.subscribe(leasing);
            subscribed = true;
        } finally {
            if (!subscribed) {
                leasing.release();
            }
        }
    }

    /** Passes signals on, and gives the lease back before the last one. */
    private static final class Subscription<T> implements Flow.Subscriber<T>, Flow.Subscription {
        private final Generation leased;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile Flow.Subscriber<? super T> subscriber;
        private Flow.Subscription inner;

        Subscription(Generation leased, Flow.Subscriber<? super T> subscriber) {
            this.leased = leased;
            this.subscriber = subscriber;
        }

        /** What the backend would not even take. */
        void refuse(Throwable failure) {
            release();
            Flow.Subscriber<? super T> told = subscriber;
            told.onSubscribe(EndedSubscription.INSTANCE);
            told.onError(failure);
        }

        private void release() {
            if (over.compareAndSet(false, true)) {
                leased.release();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            inner = subscription;
            passOn(told -> told.onSubscribe(this));
        }

        /** A subscriber that throws has cancelled, says the specification; the backend's publisher sees to the rest. */
        private void passOn(Consumer<Flow.Subscriber<? super T>> signal) {
            Flow.Subscriber<? super T> told = subscriber;
            if (told != null) {
                boolean heard = false;
                try {
                    signal.accept(told);
                    heard = true;
                } finally {
                    if (!heard) {
                        cancel();
                    }
                }
            }
        }

        @Override
        public void request(long n) {
            inner.request(n);
        }

        @Override
        public void cancel() {
            inner.cancel();
            release();
            subscriber = null;
        }

        @Override
        public void onNext(T element) {
            passOn(told -> told.onNext(element));
        }

        @Override
        public void onError(Throwable failure) {
            Flow.Subscriber<? super T> told = last();
            if (told != null) {
                told.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            Flow.Subscriber<? super T> told = last();
            if (told != null) {
                told.onComplete();
            }
        }

        private Flow.Subscriber<? super T> last() {
            release();
            Flow.Subscriber<? super T> told = subscriber;
            subscriber = null;
            return told;
        }
    }
}
