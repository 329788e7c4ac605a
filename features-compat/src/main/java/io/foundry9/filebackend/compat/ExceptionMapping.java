package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What our exceptions are in {@code java.nio.file}, and what those are here. The class, the reason or the kind decides,
 * never a message. As a function: {@link #toJava}, {@link #toUnchecked}, {@link #toBackend}; around a block of code:
 * {@link #asJava(Call)}, {@link #asBackend(String, String, Call)}; as a wrapper: {@link CompatibleFileBackend}.
 *
 * <p>An exception of Java's that was made here has ours as its cause, so that the way back gives the very same object:
 * type, reason, operation, path and retry advice are those that it had. Stateless; for any thread.
 */
public final class ExceptionMapping {

    private ExceptionMapping() {}

    /** A block of code that may fail as Java's own file operations do. */
    @ConsumerType
    @FunctionalInterface
    public interface Call<T> {
        /** Does it; what it throws is mapped. */
        T call() throws IOException;
    }

    /** A {@link Call} without a result. */
    @ConsumerType
    @FunctionalInterface
    public interface Action {
        /** Does it; what it throws is mapped. */
        void run() throws IOException;
    }

    /**
     * What Java would throw: an {@link IOException}, or one of the unchecked exceptions that {@code java.nio.file} has
     * for the case ({@link java.nio.file.ReadOnlyFileSystemException}, {@link UnsupportedOperationException},
     * {@link java.nio.file.InvalidPathException}, {@link java.nio.file.ClosedFileSystemException}).
     *
     * @return an exception whose file is our path ({@code /} for the root), and whose cause is {@code failure}
     */
    public static Exception toJava(FileBackendException failure) {
        return ToJava.of(failure, failure.path().isEmpty() ? "/" : failure.path());
    }

    /** {@link #toJava}, for places that allow no checked exception: an {@link IOException} is wrapped. */
    public static RuntimeException toUnchecked(FileBackendException failure) {
        Exception mapped = toJava(failure);
        return mapped instanceof IOException checked ? new UncheckedIOException(checked) : (RuntimeException) mapped;
    }

    /**
     * What an exception of Java's is here. One of ours, or whatever was caused by one of ours, gives that one. Anything
     * else is told by its type; a stand-in that shows its type and stack, but neither paths of the host nor words of
     * strangers, becomes the cause, or is among the suppressed exceptions where ours take no cause. An interrupt sets
     * the thread's interrupt status again.
     *
     * @param operation what was tried
     * @param path the path in the backend that the failure is about
     */
    public static FileBackendException toBackend(String operation, String path, Exception failure) {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(path, "path");
        return ToBackend.known(path, failure)
                .orElseGet(() -> ToBackend.unknown(path, failure))
                .during(operation);
    }

    /**
     * Runs a block in which our exceptions may be thrown; those come out as Java's.
     *
     * @throws IOException what {@link #toJava} makes of ours, or the block's own
     */
    public static <T> T asJava(Call<T> block) throws IOException {
        try {
            return block.call();
        } catch (FileBackendException e) {
            throw thrown(toJava(e));
        } catch (IOException e) {
            throw thrown(isEnvelope(e) ? toJava((FileBackendException) e.getCause()) : e);
        }
    }

    /** {@link #asJava(Call)} for a block without a result. */
    public static void asJava(Action block) throws IOException {
        asJava(() -> {
            block.run();
            return null;
        });
    }

    /**
     * Runs a block in which Java's exceptions may be thrown; those come out as ours. Unchecked ones that do not tell of
     * files (a {@link NullPointerException}, say) come out as they are.
     *
     * @param operation what the block does, for the exception to name
     * @param path the path in the backend that it is about
     * @throws FileBackendException what {@link #toBackend} makes of Java's, or ours as it was
     */
    public static <T> T asBackend(String operation, String path, Call<T> block) {
        try {
            return block.call();
        } catch (IOException e) {
            throw toBackend(operation, path, e);
        } catch (RuntimeException e) {
            throw ToBackend.known(path, e).<RuntimeException>map(own -> own.during(operation)).orElse(e);
        }
    }

    /** {@link #asBackend(String, String, Call)} for a block without a result. */
    public static void asBackend(String operation, String path, Action block) {
        asBackend(operation, path, () -> {
            block.run();
            return null;
        });
    }

    /** Whether a stream of ours has put an exception into an {@link IOException} only because it had to. */
    static boolean isEnvelope(IOException failure) {
        return failure.getClass() == IOException.class && failure.getCause() instanceof FileBackendException;
    }

    /** Throws what is unchecked; returns what is checked, to be thrown by the caller. */
    static IOException thrown(Exception failure) {
        if (failure instanceof IOException checked) {
            return checked;
        }
        throw (RuntimeException) failure;
    }
}
