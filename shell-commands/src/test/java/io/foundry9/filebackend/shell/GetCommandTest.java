package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.testkit.FaultyStore;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoThreadLeft.class)
class GetCommandTest {

    @TempDir Path here;
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Bench.Result get(String... words) {
        return bench.in(here).run("get", words);
    }

    private List<String> local() throws IOException {
        try (Stream<Path> files = Files.walk(here)) {
            return files.skip(1).map(file -> here.relativize(file).toString()).sorted().toList();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(here.resolve(name));
    }

    @Test
    void aFileGoesToThePathNamedAndNothingLiesBesideIt() throws IOException {
        bench.with("docs/a.txt");
        Bench.Result result = get("home:/docs/a.txt", "b.txt");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
        assertThat(text("b.txt")).isEqualTo("docs/a.txt");
        assertThat(local()).containsExactly("b.txt");
    }

    @Test
    void aFileKeepsItsNameInADirectory() throws IOException {
        bench.with("docs/a.txt");
        Files.createDirectory(here.resolve("sub"));
        assertThat(get("home:/docs/a.txt", "sub").status()).isZero();
        assertThat(get("home:/docs/a.txt", ".").status()).isZero();
        assertThat(local()).containsExactly("a.txt", "sub", "sub/a.txt");
    }

    @Test
    void whatIsThereIsKeptUnlessItMayBeReplaced() throws IOException {
        bench.with("a.txt");
        Files.writeString(here.resolve("a.txt"), "old");
        Files.setPosixFilePermissions(here.resolve("a.txt"), PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(get("home:/a.txt", "a.txt").err())
                .isEqualTo("vault: a.txt: already exists; use --overwrite to replace it\n");
        assertThat(text("a.txt")).isEqualTo("old");
        assertThat(get("--overwrite", "home:/a.txt", "a.txt").status()).isZero();
        assertThat(text("a.txt")).isEqualTo("a.txt");
        assertThat(Files.getPosixFilePermissions(here.resolve("a.txt")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    }

    @Test
    void whatALinkLeadsToIsReplacedNotTheLink() throws IOException {
        bench.with("a.txt");
        Files.writeString(here.resolve("real"), "old");
        Files.createSymbolicLink(here.resolve("link"), Path.of("real"));
        assertThat(get("--overwrite", "home:/a.txt", "link").status()).isZero();
        assertThat(Files.isSymbolicLink(here.resolve("link"))).isTrue();
        assertThat(text("real")).isEqualTo("a.txt");
    }

    @Test
    void aDeviceIsWrittenIntoAndStaysADevice() {
        bench.with("a.txt");
        assertThat(get("home:/a.txt", "/dev/null").status()).isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void standardOutputGetsTheBytes() {
        bench.with("a.txt");
        assertThat(get("home:/a.txt", "-").out()).isEqualTo("a.txt");
        assertThat(get("-r", "home:/a.txt", "-").out()).isEqualTo("a.txt");
        assertThat(get("-r", "home:/", "-").err())
                .isEqualTo("vault: home:/: is a directory; only a file can go to standard output\n");
    }

    @Test
    void aMissingFileTouchesNothing() throws IOException {
        assertThat(get("home:/a.txt", "b").err())
                .isEqualTo("vault: home:/a.txt: not found; vault:ls home:/ shows what is there\n");
        Files.writeString(here.resolve("b"), "old");
        assertThat(get("--overwrite", "home:/a.txt", "b").status()).isEqualTo(1);
        assertThat(text("b")).isEqualTo("old");
        assertThat(local()).containsExactly("b");
    }

    @Test
    void aReadThatFailsHalfWayLeavesNothing() throws IOException {
        FaultyStore bad = new FaultyStore(new MemoryStore());
        bench.add("bad", bad).create("a", Content.of(new byte[1000]));
        bad.failAt(() -> new IOException("the disk is dead"), FaultyStore.Point.READ);
        assertThat(get("bad:/a", "b").err()).isEqualTo("vault: bad:/a: the disk is dead; try again\n");
        assertThat(local()).isEmpty();
    }

    @Test
    void aMissingDirectoryIsNotMadeForAFile() throws IOException {
        bench.with("a.txt");
        assertThat(get("home:/a.txt", "no/such/b").err())
                .isEqualTo("vault: no/such/b: there is no directory to put it in; make it first\n");
        assertThat(get("home:/a.txt", "b\0").err()).isEqualTo("vault: b\\u0000: no file can have this name here\n");
        assertThat(local()).isEmpty();
    }

    @Test
    void aDirectoryWantsTheOption() {
        bench.with("docs/a.txt");
        assertThat(get("home:/docs", "x").err())
                .isEqualTo("vault: home:/docs: is a directory; use -r for all that it holds\n");
        assertThat(get("home:", "x").err())
                .isEqualTo("vault: home:/: is a directory; use -r for all that it holds\n");
    }

    @Test
    void whatIsInADirectoryBecomesWhatIsInTheTarget() throws IOException {
        bench.with("import/a", "import/deep/er/b", "else");
        bench.home.createDirectory("import/empty");
        assertThat(get("-r", "home:/import", "back").err()).isEmpty();
        assertThat(local()).containsExactly("back", "back/a", "back/deep", "back/deep/er", "back/deep/er/b",
                "back/empty");
        assertThat(text("back/deep/er/b")).isEqualTo("import/deep/er/b");
        assertThat(get("-r", "home:", "all/of/it").status()).isZero();
        assertThat(text("all/of/it/else")).isEqualTo("else");
    }

    @Test
    void treesAreMergedAndWhatIsThereIsKept() throws IOException {
        bench.with("import/a", "import/b", "import/c/d");
        Files.createDirectory(here.resolve("back"));
        Files.writeString(here.resolve("back/a"), "old");
        Files.writeString(here.resolve("back/c"), "in the way");
        Bench.Result result = get("-r", "home:/import", "back");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("""
                vault: back/a: already exists; use --overwrite to replace it
                vault: back/c: is not a directory; choose another target
                vault: 2 of 3 files not copied
                """);
        assertThat(text("back/a")).isEqualTo("old");
        assertThat(text("back/b")).isEqualTo("import/b");
        assertThat(text("back/c")).isEqualTo("in the way");
    }

    @Test
    void aLinkBecomesWhatItLeadsTo() throws IOException {
        bench.with("import/a");
        bench.store.foreignLink("import/link", "a");
        bench.store.foreignLink("import/gone", "nothing");
        Bench.Result result = get("-r", "home:/import", "back");
        assertThat(result.err()).startsWith("vault: home:/import/").contains("not found");
        assertThat(text("back/link")).isEqualTo("import/a");
        assertThat(local()).containsExactly("back", "back/a", "back/link");
    }

    @Test
    void aTargetThatCannotBeMadeIsTold() throws IOException {
        bench.with("import/a");
        Files.writeString(here.resolve("file"), "x");
        assertThat(get("-r", "home:/import", "file").err())
                .isEqualTo("vault: file: is not a directory; choose another target\n");
        assertThat(get("-r", "home:/import", "file/below").err()).startsWith("vault: file/below: ");
    }
}
