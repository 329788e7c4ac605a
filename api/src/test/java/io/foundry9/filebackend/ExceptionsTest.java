package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NotFoundException("a"), "not found", false),
                Arguments.of(new AlreadyExistsException("a", FileType.SYMLINK), "already exists (symlink)", false),
                Arguments.of(new InvalidOperationException(Reason.NOT_EMPTY, "a"), "the directory is not empty", false),
                Arguments.of(new InvalidOperationException(Reason.NOT_EMPTY, "a", "own words"), "own words", false),
                Arguments.of(new ConflictException("a", List.of("a", "b"), "two conflicts"), "two conflicts", false),
                Arguments.of(
                        new VersionMismatchException("a", Optional.of("v2")),
                        "has another version than expected; read it again before writing",
                        false),
                Arguments.of(
                        new VersionMismatchException("a", Optional.empty()),
                        "was expected to exist with a certain version, but is not there",
                        false),
                Arguments.of(
                        new LockTimeoutException("a", Duration.ofSeconds(3)),
                        "is locked by someone else; waited 3000 ms",
                        true),
                Arguments.of(new AuthenticationException("a", "who are you"), "who are you", false),
                Arguments.of(new BackendUnavailableException("a", "is away"), "is away", true),
                Arguments.of(new CorruptContentException("a", "differs"), "differs", false),
                Arguments.of(new StorageException(Kind.IO, "a", "broke", null), "broke", true));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureTellsOperationPathAndProblem(FileBackendException failure, String problem, boolean retryable)
            throws Exception {
        assertThat(failure.operation()).isEmpty();
        assertThat(failure).hasMessage("'a': " + problem);

        assertThat(failure.during("move")).isSameAs(failure);
        failure.during("another");

        assertThat(failure.operation()).isEqualTo("move");
        assertThat(failure.path()).isEqualTo("a");
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure).hasMessage("move 'a': " + problem).hasNoCause();
        assertThat(copyOf(failure)).hasMessage(failure.getMessage()).isExactlyInstanceOf(failure.getClass());
    }

    /** As it would arrive from another process. */
    private static Throwable copyOf(Throwable failure) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(failure);
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return (Throwable) objects.readObject();
        }
    }

    @Test
    void rootIsShownAsASlash() {
        assertThat(new NotFoundException("").during("list")).hasMessage("list '/': not found");
    }

    @Test
    void finerKindsAreTold() {
        IOException cause = new IOException("cause");
        assertThat(new AlreadyExistsException("a", FileType.FILE).type()).isEqualTo(FileType.FILE);
        assertThat(new ConflictException("a", List.of("x"), "p").conflicts()).containsExactly("x");
        assertThat(new VersionMismatchException("a", Optional.of("v2")).found()).contains("v2");
        assertThat(new VersionMismatchException("a", Optional.empty()).found()).isEmpty();
        assertThat(new LockTimeoutException("a", Duration.ZERO).waited()).isZero();
        assertThat(new StorageException(Kind.IO, "a", "p", cause)).hasCause(cause);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasWordsOfItsOwn(Reason reason) {
        InvalidOperationException failure = new InvalidOperationException(reason, "a");

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.problem()).isNotBlank();
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void storageSaysWhetherARetryCanHelp(Kind kind) {
        StorageException failure = new StorageException(kind, "a", "p", null);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.retryable())
                .isEqualTo(List.of(Kind.IO, Kind.TOO_MANY_OPEN_FILES, Kind.INTERRUPTED, Kind.DEADLINE).contains(kind));
    }
}
