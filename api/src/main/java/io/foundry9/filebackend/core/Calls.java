package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileBackendException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs what touches the store, so that whatever fails comes out in one form: operation, path, cause. */
final class Calls {

    private Calls() {}

    /** Something that touches the store. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    /** Something that touches the store and has no result. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    static <T> T run(String operation, String path, Call<T> call) {
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

    static void perform(String operation, String path, Action action) {
        run(operation, path, () -> {
            action.run();
            return null;
        });
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
