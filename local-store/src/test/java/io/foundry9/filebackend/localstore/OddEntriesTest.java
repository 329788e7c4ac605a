package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Entries that other programs can make and a path cannot name, or that are neither file nor directory. */
@Timeout(60)
class OddEntriesTest {

    @TempDir Path root;

    private FileBackend backend;

    @BeforeEach
    void open() throws IOException {
        backend = Roots.backend(root);
    }

    @AfterEach
    void close() throws Exception {
        backend.close();
        shell("rm -rf odd");
    }

    private void shell(String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", script).directory(root.toFile()).inheritIO().start();
        assumeTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, "no POSIX shell for: " + script);
    }

    private void makeOdd() throws Exception {
        shell("mkdir odd && cd odd && touch \"$(printf 'caf\\351')\" \"$(printf 'a\\tb')\" 'back\\slash'"
                + " && mkdir \"$(printf 'dir\\377')\" && touch \"$(printf 'dir\\377/inner')\"");
    }

    @Test
    void namesThatCannotBeWrittenAreLeftOut() throws Exception {
        makeOdd();
        backend.create("odd/plain", Content.of("x"));
        backend.create("odd/replacement \uFFFD", Content.of("x"));
        assertThat(backend.list("odd")).extracting(FileInfo::name).containsExactly("plain", "replacement \uFFFD");
        assertThat(backend.glob("odd/**")).containsExactly("odd/plain", "odd/replacement \uFFFD");
    }

    @Test
    void aDirectoryThatHoldsOnlySuchNamesSaysSoAndGoesRecursively() throws Exception {
        makeOdd();
        assertThatThrownBy(() -> backend.delete("odd"))
                .isInstanceOfSatisfying(InvalidOperationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_EMPTY))
                .hasMessageContaining("cannot be shown");
        backend.delete("odd", DeleteOption.RECURSIVE);
        assertThat(root.resolve("odd")).doesNotExist();
    }

    @Test
    void aLinkToSuchANameIsNotFollowed() throws Exception {
        makeOdd();
        shell("ln -s 'odd/back\\slash' link");
        assertThatThrownBy(() -> backend.read("link"))
                .isInstanceOfSatisfying(InvalidOperationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_PATH));
    }

    @Test
    void aPipeIsToldOfAndNeverOpened() throws Exception {
        shell("mkfifo pipe");
        assertThat(backend.info("pipe").type()).isEqualTo(FileType.OTHER);
        assertThat(backend.glob("*")).containsExactly("pipe");
        assertNotAFile(() -> backend.read("pipe"));
        assertNotAFile(() -> backend.append("pipe", Content.of("x")));
        assertNotAFile(() -> backend.copy("pipe", "copy"));
        assertThatThrownBy(() -> backend.read("pipe/below")).isInstanceOf(NotFoundException.class);
        assertThat(backend.exists("pipe/below")).isFalse();
        backend.move("pipe", "moved");
        backend.delete("moved");
        assertThat(backend.exists("moved")).isFalse();
    }

    private static void assertNotAFile(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidOperationException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_FILE));
    }

    @Test
    void aLinkIsCopiedMovedAndDeletedItself() throws Exception {
        backend.create("tree/target", Content.of("x"));
        shell("ln -s target tree/link && ln -s nowhere tree/dangling");
        backend.copy("tree", "copy");
        assertThat(Files.readSymbolicLink(root.resolve("copy/dangling"))).isEqualTo(Path.of("nowhere"));
        assertThat(backend.readText("copy/link")).isEqualTo("x");
        backend.move("copy/dangling", "moved");
        assertThat(backend.info("moved").type()).isEqualTo(FileType.SYMLINK);
        backend.delete("moved");
        backend.create("a", Content.of("new"));
        backend.move("a", "copy/link", WriteOption.OVERWRITE);
        assertThat(root.resolve("copy/target")).hasContent("x");
        assertThat(Files.isSymbolicLink(root.resolve("copy/link"))).isFalse();
    }

    @Test
    void twoNamesOfOneFileAreOneAfterAMove() throws Exception {
        backend.create("one", Content.of("x"));
        shell("ln one two");
        backend.move("one", "two", WriteOption.OVERWRITE);
        assertThat(backend.exists("one")).isFalse();
        assertThat(backend.readText("two")).isEqualTo("x");
    }

    @Test
    void aWorkFolderThatWasRemovedIsMadeAgain() throws Exception {
        backend.create("one", Content.of("x"));
        shell("rm -rf .f9");
        backend.create("two", Content.of("x"));
        assertThat(backend.readText("two")).isEqualTo("x");
    }

    @Test
    void aWorkFolderThatIsAFileIsAClearError() throws Exception {
        Files.writeString(root.resolve(".f9"), "mine");
        assertThatThrownBy(() -> backend.create("one", Content.of("x")))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessageContaining(".f9");
    }

    @Test
    void aForeignChangeShowsInTheVersionAlsoWithinATick() throws Exception {
        String last = backend.create("v", Content.of("000")).version().orElseThrow();
        for (int i = 0; i < 50; i++) {
            Files.writeString(root.resolve("v"), "%03d".formatted(i + 1));
            String now = backend.info("v").version().orElseThrow();
            assertThat(now).isNotEqualTo(last);
            assertThat(backend.list("").get(0).version()).hasValue(now);
            last = now;
        }
    }
}
