package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Kind;
import io.foundry9.filebackend.ext.Conflict.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vault:conflicts}, {@code vault:accept}, {@code vault:resolve} and {@code vault:abort}. */
class ConflictCommandsTest {

    private static final String ID = "id:abcdef012345";

    private final Bench bench = new Bench();
    private final FakeSync sync = new FakeSync();

    ConflictCommandsTest() {
        bench.add("docs", new Faced(sync));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** One that goes by an id, as its name is no path. */
    private void withId() {
        sync.with(new Conflict(ID, "\"caf\\351\"", Kind.BOTH_ADDED, Optional.empty(), FakeSync.file(1),
                FakeSync.file(2), true));
    }

    @Test
    void programsSeeOneConflictALine() {
        sync.with("a b.txt").with("gone", Kind.DELETED_HERE, Optional.empty(), FakeSync.file(7));
        sync.with("moved", Kind.DELETED_THERE, FakeSync.file(8), FakeSync.moved(9, "new\u0007"));
        sync.with("odd", Kind.DIFFERENT_TYPES, Optional.of(new Version(FileType.DIRECTORY, 0, false, Optional.empty())),
                Optional.of(new Version(FileType.SYMLINK, 5, false, Optional.empty())));
        sync.with("was", Kind.DELETED_HERE, FakeSync.moved(1, "x"), FakeSync.file(2));
        withId();
        assertThat(bench.run("conflicts", "docs").out()).isEqualTo("""
                both-modified 10 2000 text a b.txt
                deleted-here - 7 text gone
                moved-there 8 9 text moved
                different-types directory symlink text odd
                moved-here 1 2 text was
                both-added 1 2 binary id:abcdef012345 "caf\\351"
                """);
    }

    @Test
    void peopleSeeATableInWords() {
        sync.with("a.txt").with("moved", Kind.DELETED_THERE, FakeSync.file(8), FakeSync.moved(9, "new\u0007"));
        sync.with("was", Kind.DELETED_HERE, FakeSync.moved(1, "x"), FakeSync.file(2));
        assertThat(bench.onTerminal().run("conflicts", "-h", "docs").out()).isEqualTo("""
                WHAT                                    HERE  THERE  CONTENT  PATH
                changed on both sides                     10   2.0K  text     a.txt
                changed here, moved there to new\\u0007     8      9  text     moved
                moved here to x, changed there             1      2  text     was
                """);
    }

    @Test
    void whereNothingIsInConflictPeopleAreToldAndProgramsSeeNothing() {
        Bench.Result plain = bench.run("conflicts", "docs");
        assertThat(plain.out() + plain.err()).isEmpty();
        assertThat(plain.status()).isZero();
        Bench.Result seen = bench.onTerminal().run("conflicts", "docs");
        assertThat(seen.err()).isEqualTo("docs: nothing is in conflict\n");
        assertThat(seen.out()).isEmpty();
    }

    @Test
    void programsMayHaveJson() {
        sync.with("m", Kind.DELETED_THERE, FakeSync.file(8), FakeSync.moved(9, "new"));
        assertThat(bench.run("conflicts", "--json", "docs").out())
                .isEqualTo("{\"id\":\"m\",\"path\":\"m\",\"kind\":\"deleted-there\",\"binary\":false,"
                        + "\"base\":{\"type\":\"file\",\"size\":1,\"executable\":false},"
                        + "\"local\":{\"type\":\"file\",\"size\":8,\"executable\":false},"
                        + "\"remote\":{\"type\":\"file\",\"size\":9,\"executable\":true,\"movedTo\":\"new\"}}\n");
    }

    @Test
    void theContentOfASideIsPrinted() {
        sync.with("dir/a");
        withId();
        assertThat(bench.run("conflicts", "--show=base", "docs:/dir/a").out()).isEqualTo("BASE of dir/a");
        assertThat(bench.run("conflicts", "--show", "local", "docs:dir/a").out()).isEqualTo("LOCAL of dir/a");
        assertThat(bench.run("conflicts", "--show=remote", "docs:" + ID).out()).isEqualTo("REMOTE of " + ID);
    }

    @Test
    void aSideThatIsNotThereIsTold() {
        sync.with("gone", Kind.DELETED_HERE, Optional.empty(), FakeSync.file(7));
        Bench.Result result = bench.run("conflicts", "--show=local", "docs:/gone");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo(
                "vault: docs:/gone: there is no file of that name on the side local: deleted here, changed there\n");
        assertThat(bench.run("conflicts", "--show=local", "docs:/fine").err())
                .isEqualTo("vault: docs:/fine: is not in conflict; vault:conflicts docs shows what is\n");
        assertThat(bench.run("conflicts", "--show=mine", "docs:/gone").err())
                .startsWith("vault: conflicts: --show must be base, local or remote, not mine; usage: ");
        assertThat(bench.run("conflicts", "--show=local").status()).isEqualTo(2);
    }

    @Test
    void oneSideIsAcceptedForEachOfSeveral() {
        sync.with("a", "b/c", "d");
        Bench.Result result = bench.run("accept", "--local", "docs:/a", "docs:b/c");
        assertThat(result.status()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(sync.done).containsExactly("local a", "local b/c");
        assertThat(bench.using("docs").run("accept", "-r", "d").err()).isEmpty();
        assertThat(sync.done).endsWith("remote d");
    }

    @Test
    void peopleAreToldWhatIsLeft() {
        sync.with("a", "b", "c", "d");
        bench.onTerminal();
        assertThat(bench.run("accept", "--local", "docs:/a").err())
                .isEqualTo("docs: 3 conflicts are left; vault:conflicts docs shows them\n");
        assertThat(bench.run("accept", "--local", "docs:/b", "docs:/c").err())
                .isEqualTo("docs: 1 conflict is left; vault:conflicts docs shows it\n");
        assertThat(bench.run("accept", "--local", "docs:/d").err())
                .isEqualTo("docs: all conflicts are resolved; vault:push docs publishes that\n");
    }

    @Test
    void aDirectoryStandsForWhatIsInItAndTheRootForAll() {
        sync.with("a", "dir", "dir/a", "dirt", "e/a", "e/b");
        bench.run("accept", "--local", "docs:/e/", "docs:/e/b", "docs:/dir");
        assertThat(sync.done).containsExactly("local e/a", "local e/b", "local dir");
        bench.run("accept", "--remote", "docs:/");
        assertThat(sync.done).endsWith("local dir", "remote a", "remote dir/a", "remote dirt");
        assertThat(bench.run("accept", "--remote", "docs:/").err())
                .isEqualTo("vault: docs:/: is not in conflict; vault:conflicts docs shows what is\n");
    }

    @Test
    void whatIsNoPathIsNamedByItsId() {
        withId();
        bench.run("accept", "--local", "docs:" + ID);
        assertThat(sync.done).containsExactly("local " + ID);
        withId();
        bench.using("docs").run("accept", "--remote", ID);
        assertThat(sync.done).endsWith("remote " + ID);
        bench.vaults.register("id", bench.home);
        assertThat(bench.run("accept", "--remote", ID).err()).isEqualTo("vault: id: is not synced with anything\n");
    }

    @Test
    void whatIsNotInConflictIsToldAndTheRestIsAccepted() {
        sync.with("a");
        Bench.Result result = bench.run("accept", "--local", "docs:/no", "docs:/a", "docs:/nor");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("""
                vault: docs:/no: is not in conflict; vault:conflicts docs shows what is
                vault: docs:/nor: is not in conflict; vault:conflicts docs shows what is
                vault: 2 of 3 conflicts not resolved
                """);
        assertThat(sync.done).containsExactly("local a");
    }

    @Test
    void whatCannotBeAcceptedStands() {
        sync.with("a");
        sync.failure = new InvalidOperationException(Reason.UNSUPPORTED, "a", "cannot be done");
        assertThat(bench.run("accept", "--local", "docs:/a").err()).isEqualTo("vault: docs:/a: cannot be done\n");
        assertThat(sync.standing).hasSize(1);
    }

    @Test
    void whatWasResolvedBySomeoneElseMeanwhileIsTold() {
        FakeSync fickle = new FakeSync() {
            @Override
            public void acceptLocal(String id) {
                standing.clear();
                super.acceptLocal(id);
            }
        };
        bench.add("fickle", new Faced(fickle.with("a")));
        assertThat(bench.run("accept", "--local", "fickle:/a").err())
                .isEqualTo("vault: fickle:/a: is not in conflict; vault:conflicts fickle shows what is\n");
    }

    @Test
    void exactlyOneSideMustBeChosen() {
        sync.with("a");
        for (String[] words : new String[][] {{"docs:/a"}, {"--local", "--remote", "docs:/a"}}) {
            Bench.Result result = bench.run("accept", words);
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("vault: accept: write either --local or --remote; usage: vault:accept --local|--remote"
                            + " VAULT:path...\n");
        }
        assertThat(bench.run("accept", "--local").status()).isEqualTo(2);
        assertThat(sync.done).isEmpty();
    }

    @Test
    void aConflictIsResolvedWithALocalFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "mine");
        sync.with("a", "b");
        bench.in(directory).onTerminal();
        Bench.Result result = bench.run("resolve", "docs:/a", "mine.txt");
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEqualTo("docs: 1 conflict is left; vault:conflicts docs shows it\n");
        assertThat(sync.done).containsExactly("mine for a");
        assertThat(bench.run("resolve", "docs:/b", "no.txt").err())
                .isEqualTo("vault: no.txt: no such file or directory\n");
        assertThat(bench.run("resolve", "docs:/b", ".").err()).isEqualTo("vault: .: is a directory; name a file\n");
        assertThat(bench.run("resolve", "docs:/b").status()).isEqualTo(2);
    }

    @Test
    void aConflictIsResolvedWithWhatComesInOnStandardInput() {
        sync.with("a");
        withId();
        assertThat(bench.with("merged").type("vault:cat home:/merged | vault:resolve docs:/a -").err()).isEmpty();
        assertThat(sync.done).containsExactly("merged for a");
        bench.given("both").run("resolve", "docs:" + ID, "-");
        assertThat(sync.done).endsWith("both for " + ID);
        assertThat(bench.given("x").run("resolve", "docs:/a", "-").err())
                .isEqualTo("vault: docs:/a: is not in conflict; vault:conflicts docs shows what is\n");
        assertThat(bench.onTerminal().run("resolve", "docs:/a", "-").err()).startsWith(
                "vault: standard input is this console");
    }

    @Test
    void anInputThatBreaksIsToBlameItself() {
        sync.with("a");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cable pulled");
            }
        };
        assertThat(bench.given(broken).run("resolve", "docs:/a", "-").err())
                .isEqualTo("vault: standard input: cable pulled\n");
        assertThat(sync.standing).hasSize(1);
    }

    @Test
    void aMergeIsGivenUp() {
        sync.with("a");
        assertThat(bench.onTerminal().run("abort", "docs").err())
                .isEqualTo("docs: the merge is given up; the next pull meets the same conflicts\n");
        assertThat(sync.done).containsExactly("abort");
        Bench.Result again = bench.run("abort", "docs");
        assertThat(again.status()).isZero();
        assertThat(again.err()).isEqualTo("docs: nothing is in conflict\n");
    }
}
