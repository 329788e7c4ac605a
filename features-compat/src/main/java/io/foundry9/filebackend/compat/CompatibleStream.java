package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackendException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The elements of a backend's stream, whose failures are Java's. What the consumer of an element throws is the
 * consumer's own, and passes as it is.
 */
final class CompatibleStream<T> extends AbstractSpliterator<T> {

    private final Spliterator<T> elements;
    private T next;

    private CompatibleStream(Spliterator<T> elements) {
        super(elements.estimateSize(), elements.characteristics() & (ORDERED | DISTINCT | NONNULL | IMMUTABLE));
        this.elements = elements;
    }

    /** A stream that closes the one behind it. */
    static <T> Stream<T> over(Stream<T> stream) {
        return StreamSupport.stream(new CompatibleStream<>(stream.spliterator()), false)
                .onClose(() -> close(stream));
    }

    private static void close(Stream<?> stream) {
        try {
            stream.close();
        } catch (FileBackendException e) {
            throw ExceptionMapping.toUnchecked(e);
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (!fetch()) {
            return false;
        }
        action.accept(next);
        return true;
    }

    private boolean fetch() {
        try {
            return elements.tryAdvance(element -> next = element);
        } catch (FileBackendException e) {
            throw ExceptionMapping.toUnchecked(e);
        }
    }
}
