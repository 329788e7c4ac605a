package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.testkit.FaultyStore;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code cp} and {@code mv}. */
@ExtendWith(NoThreadLeft.class)
class CopyAndMoveTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aFileIsCopiedInItsVaultAndToAnother() {
        bench.with("a.txt");
        bench.home.createDirectory("dir");
        assertThat(bench.run("cp", "home:/a.txt", "home:/b.txt").err()).isEmpty();
        assertThat(bench.run("cp", "home:/a.txt", "home:/dir").err()).isEmpty();
        assertThat(bench.run("cp", "home:/a.txt", "other:/new/").err()).isEmpty();
        assertThat(Bench.tree(bench.home)).containsExactly("a.txt", "b.txt", "dir/", "dir/a.txt");
        assertThat(bench.other.readText("new/a.txt")).isEqualTo("a.txt");
    }

    @Test
    void whatIsThereIsKeptUnlessItMayBeReplaced() {
        bench.with("a", "b");
        bench.other.create("a", Content.of("old"));
        assertThat(bench.run("cp", "home:/a", "home:/b").err())
                .isEqualTo("vault: home:/b: already exists; use --overwrite to replace it\n");
        assertThat(bench.run("cp", "home:/a", "other:/a").err())
                .isEqualTo("vault: other:/a: already exists; use --overwrite to replace it\n");
        assertThat(bench.run("cp", "--overwrite", "home:/a", "other:/a").status()).isZero();
        assertThat(bench.other.readText("a")).isEqualTo("a");
        assertThat(bench.run("mv", "home:/a", "home:/b").status()).isEqualTo(1);
        assertThat(bench.run("mv", "--overwrite", "home:/a", "home:/b").status()).isZero();
        assertThat(bench.home.readText("b")).isEqualTo("a");
    }

    @Test
    void aDirectoryWantsTheOptionToBeCopied() {
        bench.with("a/x");
        assertThat(bench.run("cp", "home:/a", "home:/b").err())
                .isEqualTo("vault: home:/a: is a directory; use -r for all that it holds\n");
    }

    @Test
    void whatIsInADirectoryBecomesWhatIsInTheTarget() {
        bench.with("a/x", "a/deep/y");
        bench.home.createDirectory("a/empty");
        bench.home.createDirectory("a/last");
        assertThat(bench.run("cp", "-r", "home:/a", "home:/b").err()).isEmpty();
        assertThat(bench.run("cp", "-r", "home:/a", "other:/").err()).isEmpty();
        assertThat(Bench.tree(bench.other)).containsExactly("deep/", "deep/y", "empty/", "last/", "x");
        assertThat(bench.home.readText("b/deep/y")).isEqualTo("a/deep/y");
        assertThat(bench.home.exists("b/last")).isTrue();
        bench.home.createDirectory("nothing");
        assertThat(bench.run("cp", "-r", "home:/nothing", "other:/nothing").err()).isEmpty();
        assertThat(bench.other.info("nothing").isDirectory()).isTrue();
        assertThat(bench.run("cp", "-r", "home:/nothing", "other:").err()).isEmpty();
    }

    @Test
    void treesAreMergedAndWhatIsThereIsKept() {
        bench.with("a/x", "a/y");
        bench.home.create("b/x", Content.of("old"));
        Bench.Result result = bench.run("cp", "-r", "home:/a", "home:/b");
        assertThat(result.err()).isEqualTo("vault: home:/b/x: already exists; use --overwrite to replace it\n");
        assertThat(bench.home.readText("b/y")).isEqualTo("a/y");
        assertThat(bench.home.readText("b/x")).isEqualTo("old");
    }

    @Test
    void aTreeIsNotCopiedIntoItselfOrOntoAFile() {
        bench.with("a/x", "file");
        assertThat(bench.run("cp", "-r", "home:/a", "home:/a/b").err()).startsWith("vault: home:/a/b: lies inside ");
        assertThat(bench.run("cp", "-r", "home:/", "home:/copy").err())
                .isEqualTo("vault: home:/copy: lies inside home:/; choose a target elsewhere\n");
        assertThat(bench.run("cp", "-r", "home:/a", "home:/a").status()).isEqualTo(1);
        assertThat(bench.run("cp", "-r", "home:/a", "home:/file").err()).isEqualTo(
                "vault: home:/file: is not a directory; name one, or a path where nothing is\n");
        assertThat(Bench.tree(bench.home)).containsExactly("a/", "a/x", "file");
    }

    @Test
    void aLinkIsCopiedAsWhatItLeadsTo() {
        bench.with("a/x");
        bench.store.foreignLink("a/link", "x");
        assertThat(bench.run("cp", "-r", "home:/a", "other:/b").err()).isEmpty();
        assertThat(bench.other.readText("b/link")).isEqualTo("a/x");
    }

    @Test
    void theSideThatFailsIsToldByItsName() {
        FaultyStore bad = new FaultyStore(new MemoryStore());
        bench.add("bad", bad).create("a", Content.of("x"));
        bad.failAt(() -> new IOException("cannot read"), FaultyStore.Point.READ);
        assertThat(bench.run("cp", "bad:/a", "other:/a").err()).isEqualTo("vault: bad:/a: cannot read; try again\n");
        bad.heal();
        bad.failAt(() -> new IOException("cannot write"), FaultyStore.Point.WRITE);
        bench.with("b");
        assertThat(bench.run("cp", "home:/b", "bad:/b").err()).isEqualTo("vault: bad:/b: cannot write; try again\n");
    }

    @Test
    void thingsAreRenamedAndMovedIntoDirectories() {
        bench.with("a/x", "b/y", "f");
        assertThat(bench.run("mv", "home:/f", "home:/g").err()).isEmpty();
        assertThat(bench.run("mv", "home:/a", "home:/b").err()).isEmpty();
        assertThat(bench.run("mv", "home:/g", "home:/new/").err()).isEmpty();
        assertThat(Bench.tree(bench.home)).containsExactly("b/", "b/a/", "b/a/x", "b/y", "new/", "new/g");
        assertThat(bench.run("mv", "home:/b", "home:/b/c").err()).endsWith("; choose a target elsewhere\n");
        assertThat(bench.run("mv", "home:/b", "home:/b").status()).isEqualTo(1);
        assertThat(bench.run("mv", "home:/none", "home:/b").err()).startsWith("vault: home:/none: not found; ");
    }

    @Test
    void whatGoesToAnotherVaultIsGoneHere() {
        bench.with("f", "a/x", "a/deep/y", "stays");
        bench.home.createDirectory("a/empty");
        assertThat(bench.run("mv", "home:/f", "other:/g").err()).isEmpty();
        assertThat(bench.run("mv", "home:/a", "other:/").err()).isEmpty();
        assertThat(Bench.tree(bench.other)).containsExactly("a/", "a/deep/", "a/deep/y", "a/empty/", "a/x", "g");
        assertThat(Bench.tree(bench.home)).containsExactly("stays");
        assertThat(bench.run("mv", "home:/", "other:/all").err())
                .isEqualTo("vault: home:/: is the root of the vault; name something inside it\n");
    }

    @Test
    void aTreeIsNotMovedOntoAnotherInAnotherVault() {
        bench.with("a/x");
        bench.other.create("a/y", Content.of("y"));
        assertThat(bench.run("mv", "home:/a", "other:/").err())
                .isEqualTo("vault: other:/a: exists already; choose another name, or copy with vault:cp -r\n");
        assertThat(Bench.tree(bench.home)).containsExactly("a/", "a/x");
    }

    @Test
    void nothingIsRemovedUnlessAllHasArrived() {
        bench.with("a/x", "a/y");
        FaultyStore bad = new FaultyStore(new MemoryStore());
        bench.add("bad", bad);
        bad.failOnce(2, () -> new IOException("hiccup"), FaultyStore.Point.PUBLISH);
        assertThat(bench.run("mv", "home:/a", "bad:/a").status()).isEqualTo(1);
        assertThat(Bench.tree(bench.home)).containsExactly("a/", "a/x", "a/y");
    }

    @Test
    void whatWasChangedWhileItWasMovedStays() {
        bench.with("a/x", "a/y");
        MemoryStore target = MemoryStore.without(Feature.NATIVE_COPY);
        FileBackend meddling = new Meddling(bench.add("plain", target), () -> {
            bench.store.foreignWrite("a/x", "changed".getBytes());
            bench.store.foreignWrite("a/z", "new".getBytes());
        });
        bench.vaults.register("late", meddling);
        Bench.Result result = bench.run("mv", "home:/a", "late:/a");
        assertThat(result.err()).isEqualTo("""
                vault: home:/a/x: was changed while it was moved; it stays, besides the copy
                vault: home:/a: the directory is not empty; empty it first
                vault: 2 of 3 not removed where they were
                """);
        assertThat(Bench.tree(bench.home)).containsExactly("a/", "a/x", "a/z");
    }
}
