package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.testkit.Race.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CONTRACT section 2: conditional write. */
abstract class ConditionalWriteContract extends ContractSection {

    private String version(String path) {
        return backend.info(path).version().orElseThrow();
    }

    @Test
    void whoKnowsTheVersionMayWrite() {
        requires(Feature.CONDITIONAL_WRITES);
        create("file", "one");
        FileInfo two = backend.update("file", Content.of("two"), WriteOption.ifVersion(version("file")));
        FileInfo three = backend.append("file", Content.of("three"),
                WriteOption.ifVersion(two.version().orElseThrow()));
        backend.write("file", Content.of("four"), WriteOption.ifVersion(three.version().orElseThrow()));
        assertThat(text("file")).isEqualTo("four");
        backend.create("file", Content.of("five"), WriteOption.OVERWRITE, WriteOption.ifVersion(version("file")));
        assertThat(text("file")).isEqualTo("five");
    }

    @Test
    void whoKnowsAnOldVersionMayNot() {
        requires(Feature.CONDITIONAL_WRITES);
        create("file", "one");
        String old = version("file");
        backend.update("file", Content.of("two"));
        for (WriteOption stale : List.of(WriteOption.ifVersion(old), WriteOption.ifVersion("no such version"))) {
            VersionMismatchException error = assertFails(VersionMismatchException.class,
                    () -> backend.update("file", Content.of("x"), stale));
            assertThat(error.found()).hasValue(version("file"));
            assertFails(VersionMismatchException.class, () -> backend.append("file", Content.of("x"), stale));
            assertFails(VersionMismatchException.class, () -> backend.write("file", Content.of("x"), stale));
            assertFails(VersionMismatchException.class,
                    () -> backend.create("file", Content.of("x"), WriteOption.OVERWRITE, stale));
        }
        assertThat(text("file")).isEqualTo("two");
    }

    @Test
    void aVersionOfTheSameContentWrittenAgainIsAnother() {
        requires(Feature.CONDITIONAL_WRITES);
        create("file", "one");
        String first = version("file");
        backend.update("file", Content.of("two"));
        backend.delete("file");
        assertFails(VersionMismatchException.class,
                () -> backend.write("file", Content.of("x"), WriteOption.ifVersion(first)));
        assertThat(backend.exists("file")).isFalse();
    }

    @Test
    void whatIsWrittenThroughAHandleIsHeldAgainstTheConditionAtTheCommit() {
        requires(Feature.CONDITIONAL_WRITES);
        create("file", "one");
        WriteOption condition = WriteOption.ifVersion(version("file"));
        try (WriteHandle handle = backend.openWrite("file", WriteOption.OVERWRITE, condition)) {
            backend.update("file", Content.of("two"));
            assertFails(VersionMismatchException.class, handle::commit);
        }
        assertThat(text("file")).isEqualTo("two");
    }

    @Test
    void ofSeveralWhoKnowTheSameVersionExactlyOneWins() throws Exception {
        requires(Feature.CONDITIONAL_WRITES);
        create("file", "start");
        for (int round = 0; round < 5; round++) {
            WriteOption condition = WriteOption.ifVersion(version("file"));
            List<Outcome<FileInfo>> outcomes = Race.run(6,
                    i -> () -> backend.update("file", Content.of("by " + i), condition));
            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes).filteredOn(outcome -> !outcome.succeeded()).extracting(Outcome::failure)
                    .hasOnlyElementsOfType(VersionMismatchException.class);
        }
    }

    @Test
    void whereTheStoreCannotItIsRefusedBeforeAnythingIsTouched() {
        assumeFalse(can(Feature.CONDITIONAL_WRITES), "the backend can");
        create("file", "old");
        WriteOption condition = WriteOption.ifVersion("1");
        Content untouched = sink -> {
            throw new AssertionError("the content was read");
        };
        assertRefused(Reason.UNSUPPORTED, () -> backend.update("file", untouched, condition));
        assertRefused(Reason.UNSUPPORTED, () -> backend.append("file", untouched, condition));
        assertRefused(Reason.UNSUPPORTED, () -> backend.write("file", untouched, condition));
        assertRefused(Reason.UNSUPPORTED, () -> backend.create("new", untouched, condition));
        assertRefused(Reason.UNSUPPORTED, () -> backend.openWrite("new", condition));
        assertThat(text("file")).isEqualTo("old");
        assertThat(backend.exists("new")).isFalse();
    }

    @Test
    void ifAbsentMakesWhatIsNotThere() {
        backend.write("a/file", Content.of("one"), WriteOption.ifAbsent());
        assertThat(text("a/file")).isEqualTo("one");
        assertFails(AlreadyExistsException.class,
                () -> backend.create("a/file", Content.of("two"), WriteOption.ifAbsent()));
        backend.delete("a", DeleteOption.RECURSIVE);
        backend.create("a/file", Content.of("three"), WriteOption.ifAbsent());
        assertThat(text("a/file")).isEqualTo("three");
    }
}
