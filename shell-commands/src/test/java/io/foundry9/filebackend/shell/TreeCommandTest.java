package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TreeCommandTest {

    private final Bench bench = new Bench().with("a.txt", "docs/b.txt", "docs/deep/c.txt", "z.txt");

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aTreeIsDrawn() {
        assertThat(bench.run("tree", "home:").out()).isEqualTo("""
                /
                ├── a.txt
                ├── docs/
                │   ├── b.txt
                │   └── deep/
                │       └── c.txt
                └── z.txt
                """);
    }

    @Test
    void onlySoDeepAndOnlyDirectoriesOnRequest() {
        assertThat(bench.run("tree", "-L", "1", "home:").out()).isEqualTo("/\n├── a.txt\n├── docs/\n└── z.txt\n");
        assertThat(bench.using("home").run("tree", "-d").out()).isEqualTo("/\n└── docs/\n    └── deep/\n");
        assertThat(bench.run("tree", "docs").out()).startsWith("docs\n├── b.txt\n");
    }

    @Test
    void aDepthIsANumberAboveZero() {
        for (String depth : new String[] {"0", "-1", "x", "99999999999"}) {
            Bench.Result result = bench.run("tree", "--depth=" + depth, "home:");
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).startsWith("vault: tree: the depth must be a whole number above zero, not ");
        }
    }

    @Test
    void aFileIsNoTree() {
        assertThat(bench.run("tree", "home:/a.txt").err())
                .isEqualTo("vault: home:/a.txt: is not a directory; name a directory\n");
    }
}
