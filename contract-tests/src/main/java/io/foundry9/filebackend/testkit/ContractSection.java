package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the parts of the contract share: a fresh backend for each test, the words in which rules are told, and the look
 * around afterwards whether anything was left open.
 */
@ExtendWith(NoThreadLeft.class)
abstract class ContractSection {

    private static final Set<Reason> ABOUT_THE_PATH_AS_GIVEN = Set.of(Reason.OUTSIDE_ROOT, Reason.INVALID_PATH);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    FileBackend backend;

    /** The contract that this is a part of, which knows the backend. */
    abstract FileBackendContract contract();

    @BeforeEach
    final void openBackend() throws Exception {
        backend = contract().open();
        requires(Feature.WRITES);
    }

    @AfterEach
    final void closeBackend() throws Exception {
        if (backend != null) {
            try {
                awaitNothingLeftOpen();
            } finally {
                backend.close();
            }
        }
    }

    /** What was stopped without being waited for may still be putting things in order. */
    private void awaitNothingLeftOpen() throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                contract().checkNothingLeftOpen();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    /** Skips the test where the backend says that it cannot do something. */
    final void requires(Feature feature) {
        assumeTrue(can(feature), () -> "the backend does not have " + feature);
    }

    final boolean can(Feature feature) {
        return backend.capabilities().has(feature);
    }

    /** Makes a link, or skips the test where nobody can. */
    final void link(String path, String target) throws Exception {
        requires(Feature.LINKS);
        assumeTrue(contract().linkTo(path, target), "linkTo is not provided for this backend");
    }

    /** Writes past the backend, or skips the test where nobody can. */
    final void foreignWrite(String path, String text) throws Exception {
        assumeTrue(
                contract().foreignWrite(path, text.getBytes(StandardCharsets.UTF_8)),
                "foreignWrite is not provided for this backend");
    }

    final void create(String path, String text) {
        backend.create(path, Content.of(text));
    }

    final void createAll(String... paths) {
        for (String path : paths) {
            create(path, "content of " + path);
        }
    }

    final String text(String path) {
        return backend.readText(path);
    }

    final List<String> list(String path) {
        return backend.list(path).stream().map(FileInfo::path).toList();
    }

    final List<String> walk(String path) {
        try (Stream<FileInfo> below = backend.walk(path)) {
            return below.map(FileInfo::path).toList();
        }
    }

    /** All that is there: the bytes of each file, and the type of everything else. */
    final Map<String, String> snapshot() {
        Map<String, String> snapshot = new TreeMap<>();
        try (Stream<FileInfo> all = backend.walk("")) {
            all.forEach(info -> snapshot.put(info.path(), describe(info)));
        }
        return snapshot;
    }

    private String describe(FileInfo info) {
        return info.isFile() ? HexFormat.of().formatHex(backend.read(info.path())) : info.type().label();
    }

    final NotFoundException assertNotFound(ThrowingCallable call) {
        return assertFails(NotFoundException.class, call);
    }

    final InvalidOperationException assertRefused(Reason reason, ThrowingCallable call) {
        InvalidOperationException failure = assertFails(InvalidOperationException.class, call);
        assertThat(failure.reason()).as("reason of %s", failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    /** The call fails with an error of this kind that names its operation and a canonical path. */
    final <T extends FileBackendException> T assertFails(Class<T> kind, ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).isInstanceOf(kind);
        T error = kind.cast(failure);
        assertThat(error.operation()).as("operation of: %s", error.getMessage()).isNotBlank();
        assertThat(error.getMessage()).startsWith(error.operation()).contains(error.problem());
        boolean asGiven = error instanceof InvalidOperationException refusal
                && ABOUT_THE_PATH_AS_GIVEN.contains(refusal.reason());
        if (!asGiven) {
            assertThat(error.path()).as("canonical path").isEqualTo(StorePath.parse(error.path()).toString());
        }
        return error;
    }
}
