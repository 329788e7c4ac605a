package io.foundry9.filebackend.core;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A stream of a backend as a publisher. It is cold: each subscriber gets a stream of its own, which is opened when he
 * first asks for something. Immutable.
 *
 * @param opening opens the stream
 */
record StreamPublisher<T>(Lanes lanes, String operation, String path, Supplier<Stream<T>> opening)
        implements
        Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new StreamSubscription<>(this, subscriber).begin();
    }
}
