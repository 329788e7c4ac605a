package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LsCommandTest {

    private final Bench bench = new Bench().with("a.txt", "docs/b.txt", "docs/deep/c.txt");

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPipeGetsCanonicalPathsOneALine() {
        assertThat(bench.run("ls", "home:/").out()).isEqualTo("a.txt\ndocs\n");
        assertThat(bench.run("ls", "home:").out()).isEqualTo("a.txt\ndocs\n");
        assertThat(bench.run("ls", "home:/docs//./deep/..").out()).isEqualTo("docs/b.txt\ndocs/deep\n");
    }

    @Test
    void aTerminalSeesWhatIsADirectoryOrALink() {
        bench.store.foreignLink("link", "a.txt");
        assertThat(bench.onTerminal().run("ls", "home:/").out()).isEqualTo("a.txt\ndocs/\nlink@\n");
        assertThat(bench.onColorTerminal().run("ls", "home:/").out())
                .isEqualTo("a.txt\n\u001B[1;34mdocs\u001B[0m/\n\u001B[36mlink\u001B[0m@\n");
    }

    @Test
    void aFileIsListedItself() {
        assertThat(bench.run("ls", "home:/a.txt").out()).isEqualTo("a.txt\n");
        assertThat(bench.run("ls", "-R", "home:/a.txt").out()).isEqualTo("a.txt\n");
        assertThat(bench.run("ls", "home:/a.txt/").err())
                .isEqualTo("vault: home:/a.txt: is not a directory; name a directory\n");
    }

    @Test
    void everythingBelowIsListedOnRequest() {
        assertThat(bench.run("ls", "-R", "home:/").out())
                .isEqualTo("a.txt\ndocs\ndocs/b.txt\ndocs/deep\ndocs/deep/c.txt\n");
    }

    @Test
    void theDirectoryItselfIsListedOnRequest() {
        assertThat(bench.run("ls", "-d", "home:/docs").out()).isEqualTo("docs\n");
        assertThat(bench.run("ls", "-d", "home:").out()).isEqualTo("/\n");
    }

    @Test
    void theLongFormTellsModeSizeAndTime() {
        assertThat(bench.run("ls", "-l", "home:/").lines()).hasSize(2)
                .first().asString().matches("-\\?{9} 5 [0-9T:-]{19}Z a\\.txt");
        bench.home.create("big", Content.of(new byte[2000]));
        assertThat(bench.onTerminal().run("ls", "-lh", "home:/").lines())
                .first().isEqualTo("MODE        SIZE  MODIFIED              PATH");
        assertThat(bench.run("ls", "-lh", "home:/").lines().get(2))
                .matches("-\\?{9}  2\\.0K  [0-9T:-]{19}Z  big");
    }

    @Test
    void permissionsAreShownAsLsDoes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output output = new Output(new PrintStream(bytes), false, false, new Progress(System.err, 0, () -> 0));
        Listing listing = new Listing(output, true, false);
        for (FileType type : FileType.values()) {
            listing.add(FileInfo.builder("x", type).permissions(PosixFilePermissions.fromString("rw-r-----"))
                    .modified(Instant.parse("2026-01-02T03:04:05.678Z")).build());
        }
        listing.add(FileInfo.builder("y", FileType.OTHER).build());
        output.flush();
        assertThat(bytes.toString()).isEqualTo("""
                -rw-r----- 0 2026-01-02T03:04:05Z x
                drw-r----- 0 2026-01-02T03:04:05Z x
                lrw-r----- 0 2026-01-02T03:04:05Z x
                orw-r----- 0 2026-01-02T03:04:05Z x
                o????????? 0 - y
                """);
    }

    @Test
    void severalAreListedAndTheMissingOneIsTold() {
        Bench.Result result = bench.run("ls", "home:/docs", "home:/no", "home:/a.txt");
        assertThat(result.out()).isEqualTo("docs/b.txt\ndocs/deep\na.txt\n");
        assertThat(result.err()).isEqualTo("vault: home:/no: not found; vault:ls home:/ shows what is there\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void theCurrentVaultCountsWhereNoneIsNamed() {
        bench.using("home");
        assertThat(bench.run("ls").out()).isEqualTo("a.txt\ndocs\n");
        assertThat(bench.run("ls", "docs").out()).isEqualTo("docs/b.txt\ndocs/deep\n");
        assertThat(bench.run("ls", "other:").out()).isEmpty();
    }

    @Test
    void withoutACurrentVaultOneMustBeNamed() {
        assertThat(bench.run("ls", "docs").err())
                .isEqualTo("vault: docs: in which vault? Write NAME:path, or choose a vault with vault:use\n");
        assertThat(bench.run("ls").err())
                .isEqualTo("vault: in which vault? Write NAME:path, or choose a vault with vault:use\n");
    }

    @Test
    void anUnknownVaultIsToldWithThoseThatThereAre() {
        assertThat(bench.run("ls", "nope:/a").err()).isEqualTo("vault: nope: no such vault; there are: home, other\n");
    }

    @Test
    void colonsInPathsOfTheCurrentVaultNeedADot() {
        bench.home.create("x:y", Content.of("z"));
        bench.using("home");
        assertThat(bench.run("cat", "./x:y").out()).isEqualTo("z");
        assertThat(bench.run("cat", "home:x:y").out()).isEqualTo("z");
    }
}
