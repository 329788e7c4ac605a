package com.example.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path from;
    private Path to;

    @BeforeEach
    void makeVaults() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        to = Files.createDirectory(folder.resolve("to"));
        Files.writeString(from.resolve("a.txt"), "one");
        Files.writeString(Files.createDirectory(from.resolve("docs")).resolve("b.txt"), "two");
        Files.createDirectory(from.resolve("empty"));
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        return Main.run(new PrintStream(out, true), new PrintStream(err, true), words);
    }

    private String mirror(String... options) {
        String[] words = Arrays.copyOf(options, options.length + 2);
        words[options.length] = from.toUri().toString();
        words[options.length + 1] = to.toUri().toString();
        assertThat(run(words)).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void onlyWhatDiffersIsCopied() throws IOException {
        assertThat(mirror()).isEqualTo("add a.txt\nadd docs\nadd docs/b.txt\nadd empty\n");
        assertThat(err.toString()).isEqualTo("50 %\n100 %\n");
        assertThat(to.resolve("docs/b.txt")).hasContent("two");
        assertThat(to.resolve("empty")).isEmptyDirectory();
        assertThat(mirror()).isEmpty();

        Files.writeString(from.resolve("a.txt"), "longer");
        assertThat(mirror()).isEqualTo("replace a.txt\n");
        assertThat(to.resolve("a.txt")).hasContent("longer");

        Files.setLastModifiedTime(from.resolve("a.txt"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(mirror()).isEqualTo("replace a.txt\n");
    }

    @Test
    void aChecksumSeesWhatSizeAndTimeDoNot() throws IOException {
        mirror();
        Files.writeString(to.resolve("a.txt"), "eno");
        Files.setLastModifiedTime(from.resolve("docs/b.txt"), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(mirror("--checksum")).isEqualTo("replace a.txt\n");
        assertThat(to.resolve("a.txt")).hasContent("one");
    }

    @Test
    void whatIsOnlyThereGoesOnRequestAlone() throws IOException {
        Files.writeString(Files.createDirectories(to.resolve("old/deep")).resolve("c.txt"), "three");
        Files.writeString(to.resolve("old-too.txt"), "four");
        Files.createDirectory(to.resolve("docs"));
        Files.writeString(to.resolve("docs/d.txt"), "five");

        mirror();
        assertThat(to.resolve("old/deep/c.txt")).exists();
        assertThat(mirror("--delete")).isEqualTo("delete docs/d.txt\ndelete old\ndelete old-too.txt\n");
        assertThat(to.resolve("old")).doesNotExist();
        assertThat(to.resolve("docs/d.txt")).doesNotExist();
        assertThat(to.resolve("docs/b.txt")).exists();
    }

    @Test
    void aDryRunTellsWhatItWouldDo() throws IOException {
        Files.writeString(to.resolve("old.txt"), "four");

        assertThat(mirror("--dry-run", "--delete"))
                .isEqualTo("add a.txt\nadd docs\nadd docs/b.txt\nadd empty\ndelete old.txt\n");
        assertThat(to.resolve("a.txt")).doesNotExist();
        assertThat(to.resolve("old.txt")).exists();
    }

    @Test
    void whatWasInterruptedIsTakenUpAndNothingIsDeletedBefore() throws IOException {
        Files.createDirectories(to.resolve("docs/b.txt"));
        Files.writeString(to.resolve("old.txt"), "four");

        assertThat(run("--delete", from.toUri().toString(), to.toUri().toString())).isEqualTo(1);
        assertThat(err.toString()).contains("mirror: write 'docs/b.txt'");
        assertThat(to.resolve("a.txt")).exists();
        assertThat(to.resolve("old.txt")).exists();

        Files.delete(to.resolve("docs/b.txt"));
        assertThat(mirror("--delete")).isEqualTo("add docs/b.txt\nadd empty\ndelete old.txt\n");
    }

    @Test
    void aGitVaultIsAsGood() throws GitAPIException {
        Git.init().setBare(true).setInitialBranch("main").setDirectory(folder.resolve("r.git").toFile()).call().close();
        String git = "git+file://" + folder.resolve("r.git") + "@main?auto_push=true&path=" + folder.resolve("tree");

        assertThat(run(from.toUri().toString(), git)).as(err.toString()).isZero();
        assertThat(run(from.toUri().toString(), git)).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("--checksum", "--delete", git, to.toUri().toString())).isZero();
        assertThat(to.resolve("docs/b.txt")).hasContent("two");
    }

    @Test
    void whatIsWrongIsOneLine() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("usage: mirror ").hasLineCount(1);
        assertThat(run("--what", "file:///a", "file:///b")).isEqualTo(2);
        assertThat(run(from.toUri().toString(), "nosuch:///x")).isEqualTo(2);
        assertThat(err.toString()).startsWith("mirror: unknown scheme 'nosuch'; known are file, ").hasLineCount(1);
        assertThat(run(from.toUri().toString(), folder.resolve("nosuch").toUri().toString())).isEqualTo(1);
        assertThat(err.toString()).contains("does not exist").hasLineCount(1);
    }
}
