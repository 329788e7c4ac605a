package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {

    private static final Problems PLAIN = new Problems(new Manual("do", "", "usage: vault:do\n"));
    private static final Problems WITH_OPTIONS = new Problems(new Manual("do", "", """
            usage: vault:do

              -p, --parents        p
              -r, --recursive      r
                  --overwrite      o
            """));

    private static String plain(FileBackendException failure) {
        return PLAIN.in("v", failure).getMessage();
    }

    private static String withOptions(FileBackendException failure) {
        return WITH_OPTIONS.in("v", failure).getMessage();
    }

    @Test
    void whatIsMissingMayBeLookedFor() {
        assertThat(plain(new NotFoundException("a b/c"))).isEqualTo(
                "v:/a b/c: not found; vault:ls 'v:/a b' shows what is there");
        assertThat(plain(new NotFoundException(""))).isEqualTo(
                "v:/: not found; vault:show v tells where the vault lies");
    }

    @Test
    void anOptionIsOnlyNamedWhereThereIsOne() {
        assertThat(plain(new AlreadyExistsException("a", FileType.FILE)))
                .isEqualTo("v:/a: already exists; choose another name");
        assertThat(withOptions(new AlreadyExistsException("a", FileType.FILE)))
                .isEqualTo("v:/a: already exists; use --overwrite to replace it");
        assertThat(plain(new AlreadyExistsException("a", FileType.DIRECTORY)))
                .isEqualTo("v:/a: is a directory that exists already; choose another name");
        assertThat(withOptions(new AlreadyExistsException("a", FileType.DIRECTORY)))
                .isEqualTo("v:/a: is a directory that exists already; use -p to accept that");
        assertThat(plain(new InvalidOperationException(Reason.IS_DIRECTORY, "a")))
                .isEqualTo("v:/a: is a directory; name a file");
        assertThat(withOptions(new InvalidOperationException(Reason.IS_DIRECTORY, "a")))
                .isEqualTo("v:/a: is a directory; use -r for all that it holds");
        assertThat(WITH_OPTIONS.into("v", new InvalidOperationException(Reason.IS_DIRECTORY, "a")))
                .hasMessage("v:/a: is a directory; name a file");
        assertThat(plain(new InvalidOperationException(Reason.NOT_EMPTY, "a")))
                .isEqualTo("v:/a: the directory is not empty; empty it first");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsALineThatNamesThePath(Reason reason) {
        assertThat(plain(new InvalidOperationException(reason, "a/b"))).startsWith("v:/a/b: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyTroubleOfAStorageIsALine(Kind kind) {
        CommandFailure failure = PLAIN.in("v", new StorageException(kind, "a", "is bad", new IOException("x")));
        if (kind == Kind.INTERRUPTED) {
            assertThat(failure).hasMessage("interrupted");
        } else {
            assertThat(failure.getMessage()).isIn("v:/a: is bad", "v:/a: is bad; try again");
        }
        assertThat(failure.isHopeless())
                .isEqualTo(kind == Kind.NO_SPACE || kind == Kind.CLOSED || kind == Kind.INTERRUPTED);
    }

    @Test
    void theOthersSayWhatToDoToo() {
        assertThat(plain(new VersionMismatchException("a", Optional.of("2"))))
                .isEqualTo("v:/a: was changed by someone else meanwhile; look at it and try again");
        assertThat(plain(new LockTimeoutException("a", Duration.ofSeconds(1))))
                .isEqualTo(
                        "v:/a: is locked by someone else; waited 1000 ms; try again; vault:session status shows the sessions of the shells here");
        assertThat(plain(new AuthenticationException("a", "no")))
                .isEqualTo("v:/a: no; check the credentials that vault:show v names");
        assertThat(plain(new BackendUnavailableException("", "is away"))).isEqualTo("v:/: is away; try again");
        assertThat(plain(new ConflictException("a", List.of("a"), "disagrees")))
                .isEqualTo("v:/a: disagrees; vault:conflicts v shows what is to be resolved");
        assertThat(plain(new CorruptContentException("a", "is not what was stored")))
                .isEqualTo("v:/a: is not what was stored");
    }

    @Test
    void aPathThatIsNoneIsShownAsItWasWritten() {
        assertThat(plain(new InvalidOperationException(Reason.OUTSIDE_ROOT, "/../x"))).startsWith("v:/../x: ");
        assertThat(plain(new InvalidOperationException(Reason.OUTSIDE_ROOT, "../x"))).startsWith("v:../x: ");
    }

    @Test
    void whatLiesBehindAFailedStreamIsTold() {
        assertThat(PLAIN.in("v", new IOException("stream", new NotFoundException("a"))))
                .hasMessageStartingWith("v:/a: not found");
        CommandFailure told = new CommandFailure("told already");
        assertThat(PLAIN.in("v", new IOException(told))).isSameAs(told);
        assertThat(PLAIN.in("v", new IOException("just so"))).hasMessage("v: just so");
    }

    @Test
    void localTroublesAreToldWithoutThePathInFrontOfThem() {
        assertThat(LocalFile.words(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(LocalFile.words(new NotDirectoryException("/x"))).isEqualTo("is not a directory");
        assertThat(LocalFile.words(new DirectoryNotEmptyException("/x"))).isEqualTo("is a directory");
        assertThat(LocalFile.words(new FileSystemException("/x", null, "Is a FIFO")))
                .isEqualTo("Is a FIFO");
        assertThat(LocalFile.words(new IllegalStateException("odd")))
                .isEqualTo("java.lang.IllegalStateException: odd");
        LocalFile file = new LocalFile(Path.of("/x"), "x");
        assertThat(file.failed(new IOException("No space left on device")).isHopeless()).isTrue();
        assertThat(file.failed(new ClosedByInterruptException())).hasMessage("interrupted");
        assertThat(new StandardInput(null).failed(new ClosedByInterruptException()))
                .hasMessage("interrupted");
    }
}
