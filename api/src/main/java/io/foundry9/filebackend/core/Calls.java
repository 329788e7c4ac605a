package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * Runs what touches a store, so that whatever fails comes out in one form: operation, path, cause; without secrets and host
 * paths. For the other faces of a store too, which have nobody before them who would do it. Without
 * state.
 */
public final class Calls {

    private Calls() {}

    /** Something that touches the store. */
    @FunctionalInterface
    public interface Call<T> {
        /** Does it; what it throws is mapped. */
        T run() throws IOException;
    }

    /** Something that touches the store and has no result. */
    @FunctionalInterface
    public interface Action {
        /** Does it; what it throws is mapped. */
        void run() throws IOException;
    }

    /**
     * Makes the call.
     *
     * @throws FileBackendException it failed; the operation and, where the failure knows none, the path are named
     */
    public static <T> T run(String operation, String path, Call<T> call) {
        try {
            return call.run();
        } catch (FileBackendException e) {
            throw e.during(operation);
        } catch (IOException e) {
            throw Failures.translate(operation, path, e);
        } catch (UncheckedIOException e) {
            throw Failures.translate(operation, path, e.getCause());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // undeclared: the JDK lets one of its own escape where a descriptor cannot be closed
            throw Failures.translate(operation, path, new IOException(e.getMessage(), e));
        }
    }

    /** As {@link #run}, for what has no result. */
    public static void perform(String operation, String path, Action action) {
        run(operation, path, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Takes a content into a staging.
     *
     * @param path for the failure
     * @throws io.foundry9.filebackend.StorageException with {@code SOURCE_FAILED}: the content could not be read
     */
    public static void take(Content content, Staging staging, String path) throws IOException {
        new Intake(staging, StorePath.parse(path), (done, total) -> {
        }, content.length(), OptionalLong.empty()).takeAll(content);
    }

    /** For the types of java.io and java.nio.channels, whose users expect a checked exception. */
    static <T> T runChecked(String operation, String path, Call<T> call) throws IOException {
        try {
            return run(operation, path, call);
        } catch (FileBackendException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
