package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    private static final String HOST = "/srv/secret-place/a.txt";

    static Stream<Arguments> storageTroubles() {
        return Stream.of(
                Arguments.of(new FileSystemException(HOST, null, "No space left on device"), Kind.NO_SPACE, false),
                Arguments.of(new IOException("No space left on device"), Kind.NO_SPACE, false),
                Arguments.of(new FileSystemException(HOST, null, "Disk quota exceeded"), Kind.NO_SPACE, false),
                Arguments.of(new FileSystemException(HOST, null, "Too many open files"), Kind.TOO_MANY_OPEN_FILES,
                        true),
                Arguments.of(new FileSystemException(HOST, null, "Input/output error"), Kind.IO, true),
                Arguments.of(new FileSystemException(HOST), Kind.IO, true),
                Arguments.of(new IOException(), Kind.IO, true),
                Arguments.of(new ClosedByInterruptException(), Kind.INTERRUPTED, true),
                Arguments.of(new InterruptedIOException(), Kind.INTERRUPTED, true),
                Arguments.of(new ClosedChannelException(), Kind.CLOSED, false));
    }

    @ParameterizedTest
    @MethodSource("storageTroubles")
    void troubleOfTheStorageIsToldByKindAndRetryAdvice(IOException trouble, Kind kind, boolean retryable) {
        FileBackendException translated = Failures.translate("read", "a.txt", trouble);

        assertThat(translated).isInstanceOfSatisfying(StorageException.class,
                storage -> assertThat(storage.kind()).isEqualTo(kind));
        assertThat(translated.retryable()).isEqualTo(retryable);
        assertThat(translated.operation()).isEqualTo("read");
        assertThat(translated.path()).isEqualTo("a.txt");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of(new AccessDeniedException(HOST), Reason.ACCESS_DENIED),
                Arguments.of(new FileSystemException(HOST, null, "Read-only file system"), Reason.READ_ONLY),
                Arguments.of(new FileSystemException(HOST, null, "File too large"), Reason.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheSystemForbidsIsAnInvalidOperationWithItsReason(IOException trouble, Reason reason) {
        assertThat(Failures.translate("write", "a.txt", trouble)).isInstanceOfSatisfying(
                InvalidOperationException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void whatIsMissingIsNotFound() {
        assertThat(Failures.translate("read", "a.txt", new NoSuchFileException(HOST)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("read 'a.txt': not found");
    }

    @Test
    void neitherMessageNorCauseTellsWhereTheFilesLieOnTheHost() {
        FileBackendException translated = Failures.translate("read", "a.txt",
                new FileSystemException(HOST, "/other/place", "Input/output error"));

        for (Throwable t = translated; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain("secret-place").doesNotContain("/other");
        }
        assertThat(translated).hasMessage("read 'a.txt': Input/output error");
    }

    @Test
    void theStackOfTheCauseStays() {
        IOException trouble = new IOException("broken");
        assertThat(Failures.translate("read", "a", trouble).getCause().getStackTrace())
                .isEqualTo(trouble.getStackTrace());
    }
}
