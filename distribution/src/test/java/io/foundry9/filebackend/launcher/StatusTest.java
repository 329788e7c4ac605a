package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class StatusTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void wrongUsageIsTwoAndWhateverElseFailsIsOne() {
        assertThat(Status.of(new UsageException("x"))).isEqualTo(2);
        assertThat(Status.of(new IOException("x"))).isEqualTo(1);
        assertThat(Status.of(new StackOverflowError())).isEqualTo(1);
    }

    @Test
    void aCommandNamesItsStatusItself() {
        assertThat(Status.of(new Told("x", 2))).isEqualTo(2);
    }

    @Test
    void aCommandMayHaveNothingToSay() {
        assertThat(Status.text(new Told("", 1))).isEmpty();
        assertThat(Status.text(new Told(null, 1))).isEmpty();
    }

    @Test
    void whatHasNoMessageIsNamed() {
        assertThat(Status.text(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void failuresOfTheFileSystemAreWords() {
        assertThat(Status.text(new AccessDeniedException("/x"))).isEqualTo("/x: permission denied");
        assertThat(Status.text(new NoSuchFileException("/x"))).isEqualTo("/x: no such file or directory");
        assertThat(Status.text(new FileAlreadyExistsException("/x"))).isEqualTo("/x: something else is there");
        assertThat(Status.text(new FileSystemException("/x", null, "Too many links"))).isEqualTo("/x: Too many links");
        assertThat(Status.text(new FileSystemLoopException("/x"))).isEqualTo("/x: FileSystemLoopException");
    }

    @Test
    void outOfMemorySaysWhatHelps() {
        assertThat(Status.text(new OutOfMemoryError("Java heap space"))).contains("F9_JAVA_OPTS=-Xmx");
    }

    @Test
    void anErrorIsOneLineWhateverItsMessage() {
        log(false).error("first\n  second\r\nthird\n", new IOException("x"));

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("vault: first second third\n");
    }

    @Test
    void theStackTraceIsThereWhenItIsAskedFor() {
        log(true).warn("careful", new IOException("cause"));

        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("vault: warning: careful\n")
                .contains("java.io.IOException: cause\n\tat ");
    }

    private Log log(boolean debug) {
        return new Log(new PrintStream(printed, true, StandardCharsets.UTF_8), debug);
    }

    private static final class Told extends RuntimeException implements IntSupplier {
        private static final long serialVersionUID = 1L;
        private final int status;

        Told(String message, int status) {
            super(message);
            this.status = status;
        }

        @Override
        public int getAsInt() {
            return status;
        }
    }
}
