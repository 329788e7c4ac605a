package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.VersionMismatchException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionMappingTest {

    private static final String PATH = "docs/a.txt";

    /** One of each kind, with an operation. */
    static Stream<FileBackendException> ours() {
        List<FileBackendException> all = new ArrayList<>(List.of(
                new NotFoundException(PATH),
                new AlreadyExistsException(PATH, FileType.FILE),
                new AuthenticationException(PATH, "the key is not accepted"),
                new BackendUnavailableException(PATH, "is away"),
                new BackendUnavailableException(PATH, "is away for good", false),
                new ConflictException(PATH, List.of(PATH), "is in conflict"),
                new CorruptContentException(PATH, "does not fit its checksum"),
                new LockTimeoutException(PATH, Duration.ofSeconds(1)),
                new VersionMismatchException(PATH, Optional.of("1"))));
        Arrays.stream(Reason.values()).map(reason -> new InvalidOperationException(reason, PATH)).forEach(all::add);
        Arrays.stream(Kind.values())
                .map(kind -> new StorageException(kind, PATH, "went wrong", new IOException("why")))
                .forEach(all::add);
        return all.stream().map(failure -> failure.during("read"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatComesBackIsTheVeryExceptionThatWent(FileBackendException failure) {
        Exception mapped = ExceptionMapping.toJava(failure);

        assertThat(mapped).isNotInstanceOf(FileBackendException.class).hasCause(failure);
        assertThat(ExceptionMapping.toBackend("write", "elsewhere", mapped)).isSameAs(failure);
        assertThat(ExceptionMapping.toBackend("write", "elsewhere", ExceptionMapping.toUnchecked(failure)))
                .isSameAs(failure);
        assertThat(failure.operation()).isEqualTo("read");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyExceptionOfTheFileSystemNamesThePath(FileBackendException failure) {
        if (ExceptionMapping.toJava(failure) instanceof FileSystemException mapped) {
            assertThat(mapped.getFile()).isEqualTo(PATH);
            assertThat(mapped.getMessage()).startsWith(PATH);
        }
    }

    static Stream<Arguments> oursAndJavas() {
        return Stream.of(
                arguments(new NotFoundException(PATH), NoSuchFileException.class),
                arguments(new AlreadyExistsException(PATH, FileType.FILE), FileAlreadyExistsException.class),
                arguments(new AuthenticationException(PATH, "no"), AccessDeniedException.class),
                arguments(new LockTimeoutException(PATH, Duration.ZERO), FileSystemException.class),
                refused(Reason.IS_DIRECTORY, FileSystemException.class),
                refused(Reason.NOT_DIRECTORY, NotDirectoryException.class),
                refused(Reason.NOT_A_FILE, FileSystemException.class),
                refused(Reason.NOT_EMPTY, DirectoryNotEmptyException.class),
                refused(Reason.OUTSIDE_ROOT, AccessDeniedException.class),
                refused(Reason.RESERVED_NAME, AccessDeniedException.class),
                refused(Reason.IS_ROOT, FileSystemException.class),
                refused(Reason.INVALID_PATH, InvalidPathException.class),
                refused(Reason.INTO_ITSELF, FileSystemException.class),
                refused(Reason.LINK_LOOP, FileSystemLoopException.class),
                refused(Reason.MALFORMED_TEXT, MalformedInputException.class),
                refused(Reason.TOO_LARGE, FileSystemException.class),
                refused(Reason.READ_ONLY, ReadOnlyFileSystemException.class),
                refused(Reason.ACCESS_DENIED, AccessDeniedException.class),
                refused(Reason.UNSUPPORTED, UnsupportedOperationException.class),
                troubled(Kind.IO, FileSystemException.class),
                troubled(Kind.NO_SPACE, FileSystemException.class),
                troubled(Kind.TOO_MANY_OPEN_FILES, FileSystemException.class),
                troubled(Kind.INTERRUPTED, InterruptedIOException.class),
                troubled(Kind.DEADLINE, FileSystemException.class),
                troubled(Kind.SOURCE_FAILED, FileSystemException.class),
                troubled(Kind.CLOSED, ClosedFileSystemException.class));
    }

    private static Arguments refused(Reason reason, Class<?> type) {
        return arguments(new InvalidOperationException(reason, PATH, "words that say nothing"), type);
    }

    private static Arguments troubled(Kind kind, Class<?> type) {
        return arguments(new StorageException(kind, PATH, "words that say nothing", null), type);
    }

    @ParameterizedTest
    @MethodSource("oursAndJavas")
    void theTypeReasonOrKindDecidesNotTheMessage(FileBackendException failure, Class<?> type) {
        assertThat(ExceptionMapping.toJava(failure)).isExactlyInstanceOf(type);
    }

    @Test
    void whatHasNoTypeOfItsOwnInJavaSaysItsReason() {
        FileSystemException mapped = (FileSystemException) ExceptionMapping
                .toJava(new InvalidOperationException(Reason.IS_DIRECTORY, PATH));
        assertThat(mapped.getReason()).isEqualTo("is a directory");
    }

    @Test
    void theRootIsShownAsASlash() {
        assertThat(ExceptionMapping.toJava(new InvalidOperationException(Reason.IS_ROOT, "")).getMessage())
                .startsWith("/: ");
    }

    static Stream<Arguments> javasAndOurs() {
        return Stream.of(
                arguments(new NoSuchFileException("/home/u/x"), new NotFoundException(PATH)),
                arguments(new FileNotFoundException("/home/u/x (No such file)"), new NotFoundException(PATH)),
                arguments(new FileAlreadyExistsException("/home/u/x"),
                        new AlreadyExistsException(PATH, FileType.OTHER)),
                refusal(new DirectoryNotEmptyException("/home/u/x"), Reason.NOT_EMPTY),
                refusal(new NotDirectoryException("/home/u/x"), Reason.NOT_DIRECTORY),
                refusal(new AccessDeniedException("/home/u/x"), Reason.ACCESS_DENIED),
                refusal(new SecurityException("/home/u/x"), Reason.ACCESS_DENIED),
                refusal(new FileSystemLoopException("/home/u/x"), Reason.LINK_LOOP),
                refusal(new MalformedInputException(2), Reason.MALFORMED_TEXT),
                refusal(new UnmappableCharacterException(2), Reason.MALFORMED_TEXT),
                refusal(new InvalidPathException("/home/u/x", "NUL"), Reason.INVALID_PATH),
                refusal(new ReadOnlyFileSystemException(), Reason.READ_ONLY),
                refusal(new UnsupportedOperationException("/home/u/x"), Reason.UNSUPPORTED),
                refusal(new AtomicMoveNotSupportedException("/home/u/x", "/home/u/y", "no"), Reason.UNSUPPORTED),
                trouble(new SocketTimeoutException("/home/u/x"), Kind.DEADLINE),
                trouble(new ClosedChannelException(), Kind.CLOSED),
                trouble(new AsynchronousCloseException(), Kind.CLOSED),
                trouble(new ClosedFileSystemException(), Kind.CLOSED),
                trouble(new ClosedDirectoryStreamException(), Kind.CLOSED),
                trouble(new FileSystemException("/home/u/x", null, "No space left on device"), Kind.IO),
                trouble(new IOException("/home/u/x"), Kind.IO),
                trouble(new UncheckedIOException(new IOException("/home/u/x")), Kind.IO),
                trouble(new DirectoryIteratorException(new IOException("/home/u/x")), Kind.IO),
                arguments(new UncheckedIOException(new NoSuchFileException("/home/u/x")),
                        new NotFoundException(PATH)),
                arguments(new ConnectException("/home/u/x"), new BackendUnavailableException(PATH, "")),
                arguments(new UnknownHostException("home.example"), new BackendUnavailableException(PATH, "")),
                arguments(new FileSystemNotFoundException("x"), new BackendUnavailableException(PATH, "", false)));
    }

    private static Arguments refusal(Exception failure, Reason reason) {
        return arguments(failure, new InvalidOperationException(reason, PATH));
    }

    private static Arguments trouble(Exception failure, Kind kind) {
        return arguments(failure, new StorageException(kind, PATH, "", null));
    }

    @ParameterizedTest
    @MethodSource("javasAndOurs")
    void whatIsNotOfOursIsToldByItsType(Exception failure, FileBackendException expected) {
        FileBackendException mapped = ExceptionMapping.toBackend("import", PATH, failure);

        assertThat(mapped).isExactlyInstanceOf(expected.getClass());
        assertThat(mapped.path()).isEqualTo(PATH);
        assertThat(mapped.operation()).isEqualTo("import");
        assertThat(mapped.retryable()).isEqualTo(expected.retryable());
        if (mapped instanceof InvalidOperationException refusal) {
            assertThat(refusal.reason()).isEqualTo(((InvalidOperationException) expected).reason());
        }
        if (mapped instanceof StorageException trouble) {
            assertThat(trouble.kind()).isEqualTo(((StorageException) expected).kind());
        }
        assertThatThrownBy(() -> ExceptionMapping.asBackend("import", PATH, () -> {
            throw thrown(failure);
        })).isExactlyInstanceOf(expected.getClass());
    }

    @ParameterizedTest
    @MethodSource("javasAndOurs")
    void nothingOfTheHostIsShownAndTheOriginIs(Exception failure, FileBackendException expected) {
        FileBackendException mapped = ExceptionMapping.toBackend("import", PATH, failure);

        List<Throwable> shown = new ArrayList<>(List.of(mapped.getSuppressed()));
        shown.add(mapped);
        shown.add(mapped.getCause());
        assertThat(shown).allSatisfy(each -> assertThat(String.valueOf(each)).doesNotContain("home", "/x"));
        assertThat(shown).anySatisfy(each -> assertThat(each).hasStackTraceContaining("javasAndOurs"));
    }

    private static IOException thrown(Exception failure) {
        return ExceptionMapping.thrown(failure);
    }

    @Test
    void theOperatingSystemsWordsAreKeptWhereTheyHoldNoPath(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        FileBackendException mapped = catchThrowableOfType(FileBackendException.class,
                () -> ExceptionMapping.asBackend("import", PATH, () -> Files.createFile(file.resolve("below"))));

        assertThat(mapped.problem()).isEqualTo("Not a directory");
        assertThat(mapped.getCause()).hasMessageContaining("Not a directory").message().doesNotContain("/");
        assertThat(mapped.getCause().toString()).startsWith("java.nio.file.FileSystemException: ");
    }

    @Test
    void anInterruptIsOneOnBothSides() {
        for (Exception failure : List.of(new ClosedByInterruptException(), new InterruptedIOException("x"))) {
            FileBackendException mapped = ExceptionMapping.toBackend("read", PATH, failure);

            assertThat(Thread.interrupted()).as("the interrupt status").isTrue();
            assertThat(mapped).isInstanceOfSatisfying(StorageException.class,
                    trouble -> assertThat(trouble.kind()).isEqualTo(Kind.INTERRUPTED));
        }
    }

    @Test
    void oursIsFoundHoweverDeepALibraryHasPutIt() {
        NotFoundException own = new NotFoundException(PATH);
        Exception mapped = ExceptionMapping.toJava(own);
        assertThat(ExceptionMapping.toBackend("parse", "", new IllegalStateException(new IOException("x", mapped))))
                .isSameAs(own);
    }

    @Test
    void whatHasNothingToDoWithFilesPassesABlockButNotTheFunction() {
        IllegalStateException bug = new IllegalStateException("a bug");
        assertThatThrownBy(() -> ExceptionMapping.asBackend("read", PATH, () -> {
            throw bug;
        })).isSameAs(bug);
        assertThat(ExceptionMapping.toBackend("read", PATH, bug)).isInstanceOf(StorageException.class)
                .hasMessage("read 'docs/a.txt': illegal state");
    }

    @Test
    void aBlockThatWorksGivesItsResult() throws IOException {
        assertThat(ExceptionMapping.<String>asJava(() -> "done")).isEqualTo("done");
        assertThat(ExceptionMapping.<String>asBackend("read", PATH, () -> "done")).isEqualTo("done");
    }

    @Test
    void oursComesOutOfABlockAsJavas() {
        NotFoundException own = new NotFoundException(PATH);
        assertThat(catchThrowable(() -> ExceptionMapping.asJava(() -> {
            throw own;
        }))).isInstanceOf(NoSuchFileException.class).hasCause(own);
        assertThatThrownBy(() -> ExceptionMapping.asJava(() -> {
            throw new InvalidOperationException(Reason.READ_ONLY, PATH);
        })).isInstanceOf(ReadOnlyFileSystemException.class);
    }

    @Test
    void whatAStreamOfOursHadToPutIntoAnIoExceptionIsTakenOutOfIt() {
        NotFoundException own = new NotFoundException(PATH);
        assertThatThrownBy(() -> ExceptionMapping.asJava(() -> {
            throw new IOException(own.getMessage(), own);
        })).isInstanceOf(NoSuchFileException.class).hasCause(own);
        IOException foreign = new IOException("someone else's");
        assertThatThrownBy(() -> ExceptionMapping.asJava(() -> {
            throw foreign;
        })).isSameAs(foreign);
    }

    @Test
    void oursPassesABlockOfJavasAsItIs() {
        NotFoundException own = new NotFoundException(PATH);
        assertThatThrownBy(() -> ExceptionMapping.asBackend("import", "elsewhere", () -> {
            throw own;
        })).isSameAs(own).hasMessage("import 'docs/a.txt': not found");
    }

    @Test
    void outsideMethodsThatDeclareItAnIoExceptionIsUnchecked() {
        assertThat(ExceptionMapping.toUnchecked(new NotFoundException(PATH)))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertThat(ExceptionMapping.toUnchecked(new InvalidOperationException(Reason.READ_ONLY, PATH)))
                .isInstanceOf(ReadOnlyFileSystemException.class);
    }
}
