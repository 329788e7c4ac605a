package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.testkit.FaultyStore;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoThreadLeft.class)
class PutCommandTest {

    @TempDir Path here;
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Path file(String name) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private Bench.Result put(String... words) {
        return bench.in(here).run("put", words);
    }

    @Test
    void aFileGoesToThePathNamed() throws IOException {
        file("a.txt");
        assertDone(put("a.txt", "home:/docs/b.txt"));
        assertThat(bench.home.readText("docs/b.txt")).isEqualTo("a.txt");
    }

    @Test
    void aFileKeepsItsNameInADirectory() throws IOException {
        file("sub/a.txt");
        bench.home.createDirectory("docs");
        put("sub/a.txt", "home:/docs");
        put("sub/a.txt", "home:/new/");
        put("sub/a.txt", "home:");
        assertThat(Bench.tree(bench.home)).containsExactly("a.txt", "docs/", "docs/a.txt", "new/", "new/a.txt");
    }

    @Test
    void whatIsThereIsKeptUnlessItMayBeReplaced() throws IOException {
        file("a.txt");
        bench.home.create("a.txt", Content.of("old"));
        Bench.Result result = put("a.txt", "home:/a.txt");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: home:/a.txt: already exists; use --overwrite to replace it\n");
        assertThat(bench.home.readText("a.txt")).isEqualTo("old");
        assertThat(put("--overwrite", "a.txt", "home:/a.txt").status()).isZero();
        assertThat(bench.home.readText("a.txt")).isEqualTo("a.txt");
    }

    @Test
    void standardInputIsTakenByteByByte() {
        byte[] bytes = new byte[500_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 >> 2);
        }
        assertThat(bench.given(bytes).run("put", "-", "home:/bin").status()).isZero();
        assertThat(bench.home.read("bin")).isEqualTo(bytes);
        assertThat(put("-r", "-", "home:/x").status()).isEqualTo(2);
    }

    @Test
    void whatIsTypedIntoTheConsoleHasNoEndAndIsRefused() {
        Bench.Result result = bench.onTerminal().given("typed").run("put", "-", "home:/a");
        assertThat(result.err()).isEqualTo("vault: standard input is this console; pipe something into the command,"
                + " as in echo hello | vault:put - home:/a.txt\n");
        bench.with("b");
        assertThat(bench.type("vault:cat home:/b | vault:put - home:/a").err()).isEmpty();
    }

    @Test
    void aSourceThatFailsHalfWayLeavesNothing() {
        InputStream half = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }
        });
        Bench.Result result = bench.given(half).run("put", "-", "home:/bin");
        assertThat(result.err()).isEqualTo("vault: standard input: the line is dead\n");
        assertThat(result.status()).isEqualTo(1);
        assertThat(Bench.tree(bench.home)).isEmpty();
    }

    @Test
    void wrongUsageSaysHowItIsMeant() {
        Bench.Result result = put("a.txt");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("vault: put: something is missing after a.txt;"
                + " usage: vault:put [-r] [--overwrite] SOURCE|- VAULT:path\n");
        assertThat(put("a", "home:/a", "b").err()).startsWith("vault: put: one too many: b; usage:");
    }

    @Test
    void aMissingSourceIsToldByItsName() {
        assertThat(put("nothing", "home:/x").err()).isEqualTo("vault: nothing: no such file or directory\n");
    }

    @Test
    void aDirectoryWantsTheOption() throws IOException {
        file("src/a.txt");
        assertThat(put("src", "home:/x").err())
                .isEqualTo("vault: src: is a directory; use -r for all that it holds\n");
        assertThat(Bench.tree(bench.home)).isEmpty();
    }

    @Test
    void aFileCannotTakeThePlaceOfADirectoryOrGoBelowAFile() throws IOException {
        file("a.txt");
        bench.with("dir/x", "file");
        assertThat(bench.given("x").run("put", "-", "home:/dir").err())
                .isEqualTo("vault: home:/dir: is a directory; name a file\n");
        assertThat(put("a.txt", "home:/file/b").err())
                .isEqualTo("vault: home:/file: is not a directory; choose another path\n");
        assertThat(put("a.txt", "home:/../b").err())
                .isEqualTo("vault: home:/../b: leads out of the root; name something inside the vault\n");
    }

    @Test
    void whatIsInADirectoryBecomesWhatIsInTheTarget() throws IOException {
        file("src/a.txt");
        file("src/.hidden");
        file("src/deep/er/b.txt");
        Files.createDirectories(here.resolve("src/empty/inner"));
        assertDone(put("-r", "src", "home:/import"));
        assertThat(Bench.tree(bench.home)).containsExactly("import/", "import/.hidden", "import/a.txt", "import/deep/",
                "import/deep/er/", "import/deep/er/b.txt", "import/empty/", "import/empty/inner/");
        assertThat(bench.home.readText("import/deep/er/b.txt")).isEqualTo("src/deep/er/b.txt");
    }

    @Test
    void anEmptyDirectoryIsMade() throws IOException {
        Files.createDirectories(here.resolve("src"));
        assertThat(put("-r", "src", "home:/import").status()).isZero();
        assertThat(put("-r", "src", "home:").status()).isZero();
        assertThat(Bench.tree(bench.home)).containsExactly("import/");
    }

    @Test
    void treesAreMergedAndWhatIsThereIsKept() throws IOException {
        file("src/a");
        file("src/b");
        file("src/c");
        bench.home.create("import/b", Content.of("old"));
        bench.home.create("import/z", Content.of("other"));
        Bench.Result result = put("-r", "src", "home:/import");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: home:/import/b: already exists; use --overwrite to replace it\n");
        assertThat(Bench.tree(bench.home)).containsExactly("import/", "import/a", "import/b", "import/c", "import/z");
        assertThat(bench.home.readText("import/b")).isEqualTo("old");
        assertThat(put("-r", "--overwrite", "src", "home:/import").status()).isZero();
        assertThat(bench.home.readText("import/b")).isEqualTo("src/b");
        assertThat(bench.home.readText("import/z")).isEqualTo("other");
    }

    @Test
    void severalFailuresAreALineEachAndTheirNumber() throws IOException {
        file("src/a");
        file("src/b");
        file("src/c");
        bench.with("import/a", "import/b");
        Bench.Result result = put("-r", "src", "home:/import");
        assertThat(result.err().lines()).hasSize(3)
                .contains("vault: home:/import/a: already exists; use --overwrite to replace it",
                        "vault: home:/import/b: already exists; use --overwrite to replace it")
                .last().isEqualTo("vault: 2 of 3 files not copied");
    }

    @Test
    void aTreeDoesNotGoIntoAFile() throws IOException {
        file("src/a");
        bench.with("file");
        assertThat(put("-r", "src", "home:/file").err()).isEqualTo(
                "vault: home:/file: is not a directory; name one, or a path where nothing is\n");
    }

    @Test
    void linksAreFollowed() throws IOException {
        file("src/a");
        file("outside/b");
        Files.createSymbolicLink(here.resolve("src/link"), Path.of("a"));
        Files.createSymbolicLink(here.resolve("src/dir"), here.resolve("outside"));
        assertThat(put("-r", "src", "home:/import").status()).isZero();
        assertThat(Bench.tree(bench.home)).containsExactly("import/", "import/a", "import/dir/", "import/dir/b",
                "import/link");
        assertThat(bench.home.readText("import/link")).isEqualTo("src/a");
    }

    @Test
    void linksThatLeadNowhereOrInACircleAreLeftOut() throws IOException {
        file("src/a");
        Files.createSymbolicLink(here.resolve("src/gone"), Path.of("nothing"));
        Files.createSymbolicLink(here.resolve("src/circle"), Path.of("."));
        Bench.Result result = put("-r", "src", "home:/import");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().lines()).containsExactlyInAnyOrder(
                "vault: src/gone: is a link that leads nowhere; left out",
                "vault: src/circle: is a link to a directory that it lies in",
                "vault: 2 of 3 files not copied");
        assertThat(Bench.tree(bench.home)).containsExactly("import/", "import/a");
    }

    @Test
    void namesThatNoPathCanHaveAreLeftOut() throws IOException {
        file("src/a");
        Files.writeString(here.resolve("src/back\\slash"), "x");
        Files.createDirectories(here.resolve("src/bell\u0007"));
        Bench.Result result = put("-r", "src", "home:/import");
        assertThat(result.err().lines()).containsExactlyInAnyOrder(
                "vault: src/back\\slash: no path of a vault can have this name; rename it",
                "vault: src/bell\\u0007: no path of a vault can have this name; rename it",
                "vault: 2 of 3 files not copied");
        assertThat(Bench.tree(bench.home)).containsExactly("import/", "import/a");
    }

    @Test
    void namesThatAreNotUtf8AreLeftOut() throws IOException, InterruptedException {
        file("src/a");
        // a name in another charset: only a process can make one
        int made = new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'src/caf\\351')\"").directory(here.toFile())
                .start().waitFor();
        assertThat(made).isZero();
        Bench.Result result = put("-r", "src", "home:/import");
        assertThat(result.err()).isEqualTo("vault: src/caf\uFFFD: the name is not UTF-8; rename it\n");
        assertThat(Bench.tree(bench.home)).containsExactly("import/", "import/a");
    }

    @Test
    void whatIsNoFileIsLeftOut() throws IOException, InterruptedException {
        file("src/a");
        assertThat(new ProcessBuilder("mkfifo", here.resolve("src/pipe").toString()).start().waitFor()).isZero();
        assertThat(put("-r", "src", "home:/import").err())
                .isEqualTo("vault: src/pipe: is neither a file nor a directory; left out\n");
    }

    @Test
    void aFullDiskEndsItAtOnce() throws IOException {
        for (int i = 0; i < 200; i++) {
            file("src/" + i);
        }
        FaultyStore full = new FaultyStore(new MemoryStore());
        full.failAt(() -> new FileSystemException("/x", null, "No space left on device"), FaultyStore.Point.WRITE);
        bench.add("full", full);
        Bench.Result result = put("-r", "src", "full:/");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).matches(
                "vault: full:/[0-9]+: no space is left on the device; free some and try again\n");
    }

    @Test
    void manyFilesArriveWithOneCallEach() throws IOException {
        for (int i = 0; i < 500; i++) {
            file("src/" + i % 7 + "/" + i);
        }
        assertDone(put("-r", "src", "home:/import"));
        assertThat(bench.home.globFiles("**")).hasSize(500);
    }

    @Test
    void theVaultIsNotCopiedIntoItself() throws IOException {
        file("src/a");
        Path lies = file("src/data/files/b").getParent();
        bench.vaults.register("local", "file://" + lies);
        Bench.Result result = put("-r", "src", "local:/copy");
        assertThat(result.err())
                .isEqualTo("vault: src/data/files: is where the vault local itself lies; left out\n");
        assertThat(Bench.tree(bench.vaults.get("local"))).containsExactly("copy/", "copy/a");
        assertThat(put("-r", "src/data/files", "local:/copy").status()).isEqualTo(1);
    }

    private static void assertDone(Bench.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isZero();
    }
}
