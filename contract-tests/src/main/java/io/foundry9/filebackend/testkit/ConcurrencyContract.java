package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.testkit.Race.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** CONTRACT section 2, below the table: atomic writes, and one winner. */
abstract class ConcurrencyContract extends ContractSection {

    private static final int RUNNERS = 6;
    private static final int ROUNDS = 5;

    private static <T> void assertOneWinner(List<Outcome<T>> outcomes, Class<? extends Throwable> others) {
        assertThat(outcomes).extracting(Outcome::failure).filteredOn(failure -> failure != null)
                .hasSize(outcomes.size() - 1).hasOnlyElementsOfType(others);
    }

    private static <T> void assertAllSucceeded(List<Outcome<T>> outcomes) {
        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
    }

    @Test
    void ofSeveralWhoCreateTheSameFileExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String path = "dir-" + round + "/file";
            List<Outcome<FileInfo>> outcomes =
                    Race.run(RUNNERS, i -> () -> backend.create(path, Content.of("by " + i)));
            assertOneWinner(outcomes, AlreadyExistsException.class);
            int winner = outcomes.indexOf(outcomes.stream().filter(Outcome::succeeded).findFirst().orElseThrow());
            assertThat(text(path)).isEqualTo("by " + winner);
        }
    }

    @Test
    void ofSeveralWhoCreateTheSameDirectoryExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String path = "dir-" + round + "/sub";
            assertOneWinner(
                    Race.run(RUNNERS, i -> () -> backend.createDirectory(path)), AlreadyExistsException.class);
            assertAllSucceeded(Race.run(RUNNERS, i -> () -> backend.createDirectory(path, WriteOption.OVERWRITE)));
        }
    }

    @Test
    void ofSeveralWhoDeleteTheSameFileExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            createAll("file");
            assertOneWinner(Race.run(RUNNERS, i -> () -> {
                backend.delete("file");
                return null;
            }), NotFoundException.class);
        }
    }

    @Test
    void ofSeveralWhoMoveTheSameFileExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            createAll("file");
            assertOneWinner(Race.run(RUNNERS, i -> () -> backend.move("file", "moved/by-" + i)),
                    NotFoundException.class);
            assertThat(list("moved")).hasSize(1);
            backend.delete("moved", DeleteOption.RECURSIVE);
        }
    }

    @Test
    void ofSeveralWhoMoveTheSameTreeExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            createAll("tree/a", "tree/sub/b");
            assertOneWinner(Race.run(RUNNERS, i -> () -> backend.move("tree", "moved/by-" + i)),
                    NotFoundException.class);
            assertThat(backend.glob("moved/**")).hasSize(2);
            assertThat(backend.exists("tree")).isFalse();
            backend.delete("moved", DeleteOption.RECURSIVE);
        }
    }

    @Test
    void writersOfDifferentFilesDoNotHinderEachOther() throws Exception {
        assertAllSucceeded(Race.run(RUNNERS, i -> () -> {
            for (int n = 0; n < 10; n++) {
                backend.create("shared/parent/" + n + "/file-" + i, Content.of("by " + i));
            }
            return null;
        }));
        assertThat(backend.glob("**")).hasSize(RUNNERS * 10);
    }

    @Test
    void parentsOutliveTheDeletionOfTheirLastChild() throws Exception {
        createAll("dir/old");
        assertAllSucceeded(Race.run(2, i -> () -> {
            for (int n = 0; n < 20; n++) {
                String path = "dir/" + i + "/file";
                backend.create(path, Content.of("x"));
                backend.delete(path);
            }
            return null;
        }));
        assertThat(text("dir/old")).isEqualTo("content of dir/old");
    }

    @Test
    void additionsOfSeveralAreAllThere() throws Exception {
        backend.create("log", Content.empty());
        assertAllSucceeded(Race.run(RUNNERS, i -> () -> {
            for (int n = 0; n < 10; n++) {
                backend.append("log", Content.of("line " + i + " " + n + "\n"));
            }
            return null;
        }));
        assertThat(text("log").lines()).hasSize(RUNNERS * 10).doesNotHaveDuplicates().allMatch(
                line -> line.matches("line \\d \\d"));
    }

    @Test
    void aReaderSeesTheWholeOldOrTheWholeNewContent() throws Exception {
        String small = "s".repeat(10_000);
        String large = "L".repeat(300_000);
        create("file", small);
        AtomicBoolean done = new AtomicBoolean();
        assertAllSucceeded(Race.run(3, i -> () -> {
            if (i == 0) {
                try {
                    for (int n = 0; n < 30; n++) {
                        backend.update("file", Content.of(n % 2 == 0 ? large : small));
                    }
                } finally {
                    done.set(true);
                }
                return null;
            }
            while (!done.get()) {
                assertThat(text("file")).isIn(small, large);
                assertThat(backend.info("file").size()).isIn(10_000L, 300_000L);
            }
            return null;
        }));
    }

    @Test
    void aFileThatIsReplacedIsThereAllTheTime() throws Exception {
        create("file", "start");
        AtomicBoolean done = new AtomicBoolean();
        assertAllSucceeded(Race.run(3, i -> () -> {
            if (i == 0) {
                try {
                    for (int n = 0; n < 50; n++) {
                        create("next", "next " + n);
                        backend.move("next", "file", WriteOption.OVERWRITE);
                    }
                } finally {
                    done.set(true);
                }
                return null;
            }
            while (!done.get()) {
                assertThat(backend.exists("file")).isTrue();
                assertThat(backend.glob("f*")).containsExactly("file");
            }
            return null;
        }));
    }

    @Test
    void listingsLiveWithWhatComesAndGoes() throws Exception {
        createAll("kept/a", "kept/b");
        AtomicBoolean done = new AtomicBoolean();
        assertAllSucceeded(Race.run(3, i -> () -> {
            if (i == 0) {
                try {
                    for (int n = 0; n < 30; n++) {
                        create("passing/sub/file", "x");
                        backend.delete("passing", DeleteOption.RECURSIVE);
                    }
                } finally {
                    done.set(true);
                }
                return null;
            }
            while (!done.get()) {
                assertThat(walk("")).contains("kept", "kept/a", "kept/b");
                assertThat(backend.glob("**")).contains("kept/a", "kept/b");
            }
            return null;
        }));
    }
}
