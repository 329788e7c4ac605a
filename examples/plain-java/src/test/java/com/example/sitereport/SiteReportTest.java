package com.example.sitereport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteReportTest {

    @TempDir Path site;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeSite() throws IOException {
        Files.writeString(site.resolve("index.html"), "<p>Hello\n<p>Bye\n");
        Files.writeString(Files.createDirectory(site.resolve("old")).resolve("index.html"), "<p>Hello\n<p>Bye\n");
        Files.write(site.resolve("logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, '\n'});
    }

    private int run(String... arguments) {
        return SiteReport.run(new PrintStream(out, true), new PrintStream(err, true), arguments);
    }

    @Test
    void itTellsWhatThereIs() {
        assertThat(run(site.toUri().toString())).isZero();

        assertThat(out.toString().lines()).containsExactly(
                ".html             2 files           32 bytes",
                ".png              1 files            6 bytes",
                "text              4 lines",
                "twice        index.html = old/index.html");
        assertThat(err.toString()).isEmpty();
        assertThat(site.resolve("site-report.txt")).doesNotExist();
    }

    @Test
    void whatItSavesIsNoPartOfTheNextReport() {
        run("--save", site.toUri().toString());
        String first = out.toString();
        out.reset();
        run("--save", site.toUri().toString());

        assertThat(out.toString()).isEqualTo(first);
        assertThat(site.resolve("site-report.txt")).hasContent(first);
        assertThat(site.resolve("site-report.sha256")).content().contains("  old/index.html\n").hasLineCount(3);
    }

    @Test
    void withoutAUriItTellsItsUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--save")).isEqualTo(2);
        assertThat(run("--what", site.toUri().toString())).isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(3).containsOnly("usage: site-report [--save] URI");
    }

    @Test
    void anUnknownSchemeIsALineThatListsTheKnownOnes() {
        assertThat(run("ftp://example.com/site")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("site-report: unknown scheme 'ftp'; known are file, git, git+file, "
                + "git+http, git+https, git+ssh\n");
    }

    @Test
    void aFolderThatIsNotThereIsALineThatSaysSo() {
        assertThat(run(site.resolve("nosuch").toUri().toString())).isEqualTo(1);

        assertThat(err.toString()).startsWith("site-report: ").contains("does not exist").hasLineCount(1);
    }
}
