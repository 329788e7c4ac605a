package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.WriteOption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What move and copy have in common: the target, and what it refuses. */
abstract class RelocateContract extends ContractSection {

    abstract FileInfo relocate(String from, String to, WriteOption... options);

    /** Whether the source is still there afterwards. */
    abstract boolean keepsSource();

    /** What is at the target after a success must be what was at the source before. */
    private void assertRelocates(String from, String to, WriteOption... options) {
        Map<String, String> expected = new TreeMap<>(snapshot());
        Map<String, String> moved = new TreeMap<>();
        expected.forEach((path, what) -> {
            if (path.equals(from) || path.startsWith(from + "/")) {
                moved.put(to + path.substring(from.length()), what);
            }
        });
        if (!keepsSource()) {
            expected.keySet().removeIf(path -> path.equals(from) || path.startsWith(from + "/"));
        }
        expected.putAll(moved);
        for (int slash = to.indexOf('/'); slash >= 0; slash = to.indexOf('/', slash + 1)) {
            expected.putIfAbsent(to.substring(0, slash), FileType.DIRECTORY.label());
        }
        assertThat(relocate(from, to, options).path()).isEqualTo(to);
        assertThat(snapshot()).isEqualTo(expected);
    }

    private void assertChangesNothing(Runnable attempt) {
        Map<String, String> before = snapshot();
        attempt.run();
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void aFileArrives() {
        create("a", "content");
        assertRelocates("a", "b");
        assertThat(backend.info("b").size()).isEqualTo(7);
    }

    @Test
    void aBigFileArrivesToTheByte() {
        requires(Feature.EXACT_BYTES);
        backend.create("big", Content.of(Samples.bytes(700_001)));
        assertRelocates("big", "there");
    }

    @Test
    void anEmptyFileAndAnEmptyDirectoryArrive() {
        backend.create("file", Content.empty());
        backend.createDirectory("dir");
        assertRelocates("file", "file 2");
        assertRelocates("dir", "dir 2");
    }

    @Test
    void aWholeTreeArrives() {
        createAll("tree/a", "tree/sub/b", "tree/sub/.hidden", "tree/sub/deep/café", "tree-2/c", "treetop");
        backend.createDirectory("tree/empty");
        assertRelocates("tree", "other");
        assertThat(backend.info("other").type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void parentsOfTheTargetAreMade() {
        createAll("a", "tree/b");
        assertRelocates("a", "x/y/a");
        assertRelocates("tree", "x/z/tree");
    }

    @Test
    void whatOnlyStartsLikeItIsNotItself() {
        createAll("a/x", "b");
        assertRelocates("a", "ab/c");
        assertRelocates("b", "bb");
    }

    @Test
    void outOfAndUpTheTreeIsNotIntoItself() {
        createAll("a/b/c/d");
        assertRelocates("a/b/c", "a/c");
        assertRelocates("a/c/d", "d");
    }

    @Test
    void whatIsMissingIsNotFound() {
        createAll("target");
        assertChangesNothing(() -> {
            assertNotFound(() -> relocate("missing", "b"));
            assertNotFound(() -> relocate("missing", "target", WriteOption.OVERWRITE));
            assertThat(assertNotFound(() -> relocate("missing/deep", "b")).path()).isEqualTo("missing/deep");
        });
    }

    @Test
    void aTargetThatExistsStaysUnlessOverwriteIsSaid() {
        createAll("a", "b", "tree/c");
        assertChangesNothing(() -> {
            AlreadyExistsException error = assertFails(AlreadyExistsException.class, () -> relocate("a", "b"));
            assertThat(error.path()).isEqualTo("b");
            assertFails(AlreadyExistsException.class, () -> relocate("tree", "b"));
        });
    }

    @Test
    void withOverwriteAFileReplacesAFile() {
        create("a", "new");
        create("b", "a longer old content");
        assertRelocates("a", "b", WriteOption.OVERWRITE);
    }

    @Test
    void nothingIsPutOntoADirectory() {
        createAll("a", "dir/b", "tree/c");
        backend.createDirectory("empty");
        assertChangesNothing(() -> {
            for (String target : new String[] {"dir", "empty"}) {
                assertRefused(Reason.IS_DIRECTORY, () -> relocate("a", target));
                assertRefused(Reason.IS_DIRECTORY, () -> relocate("a", target, WriteOption.OVERWRITE));
                assertRefused(Reason.IS_DIRECTORY, () -> relocate("tree", target));
                assertRefused(Reason.IS_DIRECTORY, () -> relocate("tree", target, WriteOption.OVERWRITE));
            }
        });
    }

    @Test
    void aTreeReplacesNoFile() {
        createAll("file", "tree/c");
        assertChangesNothing(() -> assertRefused(
                Reason.NOT_DIRECTORY, () -> relocate("tree", "file", WriteOption.OVERWRITE)));
    }

    @Test
    void nothingIsPutIntoItself() {
        createAll("file", "tree/sub/c");
        assertChangesNothing(() -> {
            assertRefused(Reason.INTO_ITSELF, () -> relocate("tree", "tree/below"));
            assertRefused(Reason.INTO_ITSELF, () -> relocate("tree", "tree/sub/deeper/below"));
            assertRefused(Reason.INTO_ITSELF, () -> relocate("tree", "./tree/"));
            assertRefused(Reason.INTO_ITSELF, () -> relocate("file", "file"));
            assertRefused(Reason.INTO_ITSELF, () -> relocate("file", "/file", WriteOption.OVERWRITE));
        });
    }

    @Test
    void aFileOnTheWayToTheTargetIsNoDirectory() {
        createAll("a", "file", "tree/c");
        assertChangesNothing(() -> {
            assertRefused(Reason.NOT_DIRECTORY, () -> relocate("a", "file/a"));
            assertRefused(Reason.NOT_DIRECTORY, () -> relocate("tree", "file/sub/tree"));
        });
    }

    @Test
    void whatIsNewIsNotWhatWasReplaced() {
        create("a", "one");
        create("b", "two");
        String before = backend.info("b").version().orElseThrow();
        FileInfo info = relocate("a", "b", WriteOption.OVERWRITE);
        assertThat(info.version().orElseThrow()).isNotEqualTo(before);
        assertThat(backend.info("b").version()).isEqualTo(info.version());
    }
}
