package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several changes at once: wherever they are interrupted, the next one who comes finishes them or takes them back. */
class JournalTest {

    private static final Map<String, String> BEFORE = Map.of("file", "old", "moved", "m", "over", "o", "dir", "/",
            "dir/in", "i", "tree", "/", "tree/x", "x");
    private static final Map<String, String> AFTER = Map.of("file", "new", "over", "m", "made", "/", "made/deep", "/",
            "made/deep/n", "n", "moved", "again");

    @TempDir Path root;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        for (Map.Entry<String, String> entry : new TreeMap<>(BEFORE).entrySet()) {
            if (entry.getValue().equals("/")) {
                Files.createDirectory(root.resolve(entry.getKey()));
            } else {
                Files.writeString(root.resolve(entry.getKey()), entry.getValue());
            }
        }
        store = Roots.store(root);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        assertThat(root.resolve(".f9/journal")).doesNotExist();
        assertThat(Roots.staged(root)).isZero();
    }

    private static StorePath path(String text) {
        return StorePath.parse(text);
    }

    private Change put(String path, String text) throws IOException {
        return new Change.Put(path(path), Roots.stage(store, path, text), Guard.NONE);
    }

    private List<Change> changes() throws IOException {
        return new ArrayList<>(List.of(
                put("file", "new"),
                new Change.Move(path("moved"), path("over"), Guard.NONE, Guard.NONE),
                put("moved", "again"),
                put("made/deep/n", "n"),
                new Change.MakeDirectory(path("made"), Guard.NONE),
                new Change.Remove(path("dir/in"), false, Guard.NONE),
                new Change.Remove(path("dir"), false, Guard.NONE),
                new Change.Remove(path("tree"), true, Guard.NONE)));
    }

    private void publish(List<Change> changes) throws IOException {
        try (StoreLock lock = store.lock(LockScope.tree(), null)) {
            store.publish(changes, true);
        }
    }

    @Test
    void allAreMadeInTheirOrder() throws IOException {
        publish(changes());
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(AFTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void aChangeThatFailsTakesTheOthersBack(int position) throws IOException {
        List<Change> changes = changes();
        changes.add(position, new Change.Remove(path("missing"), false, Guard.NONE));
        List<Staging> staged = changes.stream().filter(Change.Put.class::isInstance)
                .map(change -> ((Change.Put) change).content()).toList();
        assertThatThrownBy(() -> publish(changes)).isInstanceOf(NotFoundException.class);
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(BEFORE);
        changes.remove(position);
        publish(changes);
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(AFTER);
        for (Staging content : staged) {
            assertThat(content.isOpen()).isFalse();
        }
    }

    @Test
    void aFullDirectoryIsNotRemovedWithoutSayingSo() throws IOException {
        List<Change> changes = List.of(put("file", "new"), new Change.Remove(path("dir"), false, Guard.NONE));
        assertThatThrownBy(() -> publish(changes)).isInstanceOf(InvalidOperationException.class);
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(BEFORE);
        changes.forEach(JournalTest::discard);
    }

    private static void discard(Change change) {
        if (change instanceof Change.Put put) {
            try {
                put.content().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Died after so many steps; with {@code redo} the last of them was done, but not yet marked as done. */
    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "1,false", "2,true", "3,true", "3,false", "4,true", "4,false"})
    void whatWasInterruptedIsFinished(int steps, boolean redo) throws IOException {
        interrupt(steps, redo, false);
        store.lock(LockScope.tree(), null).close();
        assertThat(Roots.content(root)).containsEntry("file", "new").containsEntry("over", "m")
                .containsEntry("made", "/").doesNotContainKeys("moved", "tree");
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "1,false", "2,true", "3,true", "3,false", "4,true", "4,false"})
    void whatWasBeingTakenBackIsTakenBack(int steps, boolean redo) throws IOException {
        interrupt(steps, redo, true);
        store.lock(LockScope.tree(), null).close();
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(BEFORE);
    }

    private void interrupt(int count, boolean redo, boolean backwards) throws IOException {
        try (WorkFolder work = new WorkFolder(rootOf(), ".f9", workshop -> {})) {
            Workshop workshop = work.workshop();
            Staging staged = Roots.stage(store, "file", "new");
            Tree tree = new Tree(rootOf(), workshop, CreatedTimes.in(root, workshop.folder().attributes(), true));
            List<Step> steps = List.of(
                    new Step.Put(path("file"), ((Staged) staged).name().toString(), "kept-1"),
                    new Step.Move(path("moved"), path("over"), "kept-2"),
                    new Step.Make(path("made")),
                    new Step.Take(path("tree"), "taken", true));
            try (Journal journal = new Journal(workshop)) {
                journal.begin(new Plan(workshop.area().number(), steps), false);
                Execution execution =
                        new Execution(rootOf(), tree, journal, workshop.area().folder(), steps, false);
                for (int i = 0; i < count; i++) {
                    execution.forward(steps.get(i));
                }
                int marked = redo ? count - 1 : count;
                journal.mark(new Journal.Progress(backwards, backwards ? count : marked), false);
            }
            ((Staged) staged).published();
        }
    }

    private Root rootOf() throws IOException {
        if (opened == null) {
            opened = Root.open(root, Set.of(".f9"));
        }
        return opened;
    }

    private Root opened;

    @AfterEach
    void closeRoot() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aReaderFinishesWhatADeadWriterLeft() throws IOException {
        interrupt(1, false, false);
        try (Store reader = Roots.store(root)) {
            assertThat(reader.stat(path("over"), Store.Detail.BASIC).orElseThrow().size()).isEqualTo(1);
            assertThat(Roots.content(root)).containsEntry("over", "m");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f9-journal 2\n1\nend 0\n", "rubbish"})
    void aJournalThatIsTornOrForeignIsPutAside(String plan) throws IOException {
        Path journal = Files.createDirectories(root.resolve(".f9/journal"));
        Files.writeString(journal.resolve("plan"), plan);
        Files.createFile(journal.resolve("done-0"));
        Roots.store(root).close();
        try (Stream<Path> entries = Files.list(root.resolve(".f9"))) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("journal-rejected-"));
        }
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(BEFORE);
    }

    /** Of which nobody knows how much is done. */
    @Test
    void aJournalWithTwoMarksIsPutAside() throws IOException {
        Path journal = Files.createDirectories(root.resolve(".f9/journal"));
        Files.createDirectories(root.resolve(".f9/staging/7"));
        Files.write(journal.resolve("plan"), new Plan(7, List.of(new Step.Make(path("x")))).encode());
        Files.createFile(journal.resolve("done-0"));
        Files.createFile(journal.resolve("back-1"));
        Roots.store(root).close();
        assertThat(Roots.content(root)).containsExactlyInAnyOrderEntriesOf(BEFORE);
    }

    @Test
    void aJournalWhoseContentIsGoneIsPutAside() throws IOException {
        Path journal = Files.createDirectories(root.resolve(".f9/journal"));
        Files.write(journal.resolve("plan"), new Plan(7, List.of(new Step.Make(path("x")))).encode());
        Files.createFile(journal.resolve("done-0"));
        Roots.store(root).close();
        assertThat(root.resolve("x")).doesNotExist();
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        Plan plan = new Plan(42, List.of(new Step.Put(path("a b/c"), "s", "k"), new Step.Make(path("é")),
                new Step.Take(path("t"), "taken", true), new Step.Take(path("t"), "taken", false),
                new Step.Move(path("from"), path("to"), "k")));
        assertThat(Plan.decode(plan.encode())).hasValue(plan);
        byte[] bytes = plan.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            assertThat(Plan.decode(damaged)).isEmpty();
            assertThat(Plan.decode(Arrays.copyOf(bytes, i))).isEmpty();
        }
    }
}
