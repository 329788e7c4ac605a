package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.testkit.Samples.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CONTRACT section 2: create file, create directory. */
abstract class CreateContract extends ContractSection {

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Samples#contents")
    void whatWasCreatedIsReadBackToTheByte(Sample sample) {
        requires(Feature.EXACT_BYTES);
        FileInfo info = backend.create("file", Content.of(sample.bytes()));
        assertThat(info.size()).isEqualTo(sample.bytes().length);
        assertThat(backend.read("file")).isEqualTo(sample.bytes());
        assertThat(backend.info("file").size()).isEqualTo(sample.bytes().length);
    }

    @Test
    void theResultTellsWhatIsThereNow() {
        FileInfo info = backend.create("a/b.txt", Content.of("four"));
        assertThat(info.path()).isEqualTo("a/b.txt");
        assertThat(info.type()).isEqualTo(FileType.FILE);
        assertThat(info.size()).isEqualTo(4);
        assertThat(info.version()).isEqualTo(backend.info("a/b.txt").version());
    }

    @Test
    void parentsAreMade() {
        create("a/b/c/d.txt", "deep");
        assertThat(walk("")).containsExactly("a", "a/b", "a/b/c", "a/b/c/d.txt");
        assertThat(backend.info("a/b").type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void absentContentIsAnEmptyFile() {
        assertThat(backend.create("empty", Content.empty()).size()).isZero();
        assertThat(backend.read("empty")).isEmpty();
    }

    @Test
    void textIsWrittenAsUtf8() {
        create("text", "é€😀\r\n");
        assertThat(text("text")).isEqualTo("é€😀\r\n");
        assertThat(backend.info("text").size()).isEqualTo(2 + 3 + 4 + 2);
    }

    @Test
    void whatExistsIsNotCreatedAgain() {
        create("a.txt", "old");
        AlreadyExistsException error =
                assertFails(AlreadyExistsException.class, () -> backend.create("a.txt", Content.of("new")));
        assertThat(error.type()).isEqualTo(FileType.FILE);
        assertThat(text("a.txt")).isEqualTo("old");
    }

    @Test
    void withOverwriteTheContentIsReplaced() {
        create("a.txt", "a long old content");
        backend.create("a.txt", Content.of("new"), WriteOption.OVERWRITE);
        assertThat(text("a.txt")).isEqualTo("new");
    }

    @Test
    void withOverwriteWhatIsNotThereIsCreated() {
        backend.create("a/new.txt", Content.of("new"), WriteOption.OVERWRITE);
        assertThat(text("a/new.txt")).isEqualTo("new");
    }

    @Test
    void ifAbsentKeepsWhatIsThereAlsoWithOverwrite() {
        backend.create("a.txt", Content.of("first"), WriteOption.OVERWRITE, WriteOption.ifAbsent());
        assertFails(VersionMismatchException.class, () -> backend.create("a.txt", Content.of("second"),
                WriteOption.OVERWRITE, WriteOption.ifAbsent()));
        assertFails(VersionMismatchException.class,
                () -> backend.write("a.txt", Content.of("third"), WriteOption.ifAbsent()));
        assertThat(text("a.txt")).isEqualTo("first");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#writing")
    void aDirectoryIsNotReplacedByAFileAlsoWithOverwrite(Operation operation) {
        operation.prepare(backend);
        createAll("dir/inside");
        backend.createDirectory("empty");
        Map<String, String> before = snapshot();
        assertRefused(Reason.IS_DIRECTORY, () -> operation.perform(backend, "dir"));
        assertRefused(Reason.IS_DIRECTORY, () -> operation.perform(backend, "empty"));
        assertThat(snapshot()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#making")
    void aFileIsNoParent(Operation operation) {
        operation.prepare(backend);
        createAll("file");
        Map<String, String> before = snapshot();
        assertRefused(Reason.NOT_DIRECTORY, () -> operation.perform(backend, "file/below"));
        assertRefused(Reason.NOT_DIRECTORY, () -> operation.perform(backend, "file/a/b/below"));
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void aDirectoryIsMadeWithItsParents() {
        FileInfo info = backend.createDirectory("a/b/c");
        assertThat(info.path()).isEqualTo("a/b/c");
        assertThat(info.type()).isEqualTo(FileType.DIRECTORY);
        assertThat(info.size()).isZero();
        assertThat(walk("")).containsExactly("a", "a/b", "a/b/c");
        assertThat(list("a/b/c")).isEmpty();
    }

    @Test
    void aDirectoryThatExistsIsNotCreatedAgain() {
        createAll("dir/inside");
        AlreadyExistsException error =
                assertFails(AlreadyExistsException.class, () -> backend.createDirectory("dir"));
        assertThat(error.type()).isEqualTo(FileType.DIRECTORY);
        assertThat(list("dir")).containsExactly("dir/inside");
    }

    @Test
    void withOverwriteADirectoryKeepsWhatIsInside() {
        createAll("dir/inside");
        assertThat(backend.createDirectory("dir", WriteOption.OVERWRITE).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(text("dir/inside")).isEqualTo("content of dir/inside");
    }

    @Test
    void aFileIsNotReplacedByADirectoryAlsoWithOverwrite() {
        create("file", "kept");
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.createDirectory("file"));
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.createDirectory("file", WriteOption.OVERWRITE));
        assertThat(text("file")).isEqualTo("kept");
    }
}
