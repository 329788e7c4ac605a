package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code mkdir} and {@code rm}. */
class ChangeCommandsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void directoriesAreMadeWithThoseThatLeadToThem() {
        assertThat(bench.run("mkdir", "home:/a/b", "home:/c").err()).isEmpty();
        assertThat(Bench.tree(bench.home)).containsExactly("a/", "a/b/", "c/");
    }

    @Test
    void aDirectoryThatIsThereIsAnErrorUnlessAccepted() {
        bench.with("a/x", "file");
        assertThat(bench.run("mkdir", "home:/a").err())
                .isEqualTo("vault: home:/a: is a directory that exists already; use -p to accept that\n");
        assertThat(bench.run("mkdir", "-p", "home:/a").status()).isZero();
        assertThat(bench.run("mkdir", "-p", "home:/file").err())
                .isEqualTo("vault: home:/file: a file of that name is in the way; choose another path\n");
        assertThat(Bench.tree(bench.home)).containsExactly("a/", "a/x", "file");
    }

    @Test
    void filesAndEmptyDirectoriesAreRemoved() {
        bench.with("a", "b/c");
        bench.home.createDirectory("empty");
        assertThat(bench.run("rm", "home:/a", "home:/empty").status()).isZero();
        assertThat(Bench.tree(bench.home)).containsExactly("b/", "b/c");
    }

    @Test
    void aFullDirectoryWantsTheOption() {
        bench.with("b/c");
        assertThat(bench.run("rm", "home:/b").err()).isEqualTo(
                "vault: home:/b: the directory is not empty; use -r to remove it with all that it holds\n");
        assertThat(bench.run("rm", "-r", "home:/b").status()).isZero();
        assertThat(Bench.tree(bench.home)).isEmpty();
    }

    @Test
    void theRestIsRemovedWhenOneIsMissing() {
        bench.with("a", "b");
        Bench.Result result = bench.run("rm", "home:/a", "home:/x", "home:/y", "home:/b");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("""
                vault: home:/x: not found; vault:ls home:/ shows what is there
                vault: home:/y: not found; vault:ls home:/ shows what is there
                vault: 2 of 4 not removed
                """);
        assertThat(Bench.tree(bench.home)).isEmpty();
        assertThat(bench.run("rm", "-f", "home:/x").status()).isZero();
    }

    @Test
    void theRootStays() {
        bench.with("a");
        assertThat(bench.run("rm", "-rf", "home:/").err())
                .isEqualTo("vault: home:/: is the root of the vault; name something inside it\n");
        assertThat(Bench.tree(bench.home)).containsExactly("a");
    }
}
