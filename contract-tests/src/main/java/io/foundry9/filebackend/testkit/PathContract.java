package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.WriteOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT section 1, links aside: what paths mean, which are refused, and how they come back. */
abstract class PathContract extends ContractSection {

    private static final List<String> LEAVING_THE_ROOT =
            List.of("..", "../x", "/../etc/passwd", "a/../../x", "..\\x", "a/b/../../../a/x", "/..");

    private static final List<String> WITH_CONTROL_CHARACTERS =
            List.of("nul\0", "a/line\nend", "\r", "tab\t", "\u0001x", "del\u007f", "nel\u0085");

    private static final List<String> TOO_LONG = List.of(
            "n".repeat(256),
            "é".repeat(128),
            "😀".repeat(64),
            "a/" + "n".repeat(300) + "/b",
            "n/".repeat(512) + "n");

    private static final List<String> THE_ROOT = List.of("", "/", ".", "./", "a/..", "\\");

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "a/b", "a//b", "./a/b", "a\\b", "a/b/", "//a/./b", "x/../a/b", "\\a\\b\\"})
    void waysToWriteAPathThatMeanTheSameAreTheSamePath(String written) {
        assertThat(backend.create(written, Content.of("one")).path()).isEqualTo("a/b");
        assertThat(text("a/b")).isEqualTo("one");
        assertThat(backend.update(written, Content.of("two")).path()).isEqualTo("a/b");
        assertThat(text(written)).isEqualTo("two");
        assertThat(backend.info(written).path()).isEqualTo("a/b");
        assertThat(backend.exists(written)).isTrue();
        assertThat(backend.copy(written, "copy/").path()).isEqualTo("copy");
        backend.delete(written);
        assertThat(backend.exists("a/b")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aPathThatWouldLeaveTheRootIsRefused(Operation operation) {
        operation.prepare(backend);
        for (String path : LEAVING_THE_ROOT) {
            assertRefused(Reason.OUTSIDE_ROOT, () -> operation.perform(backend, path));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aControlCharacterIsRefused(Operation operation) {
        operation.prepare(backend);
        for (String path : WITH_CONTROL_CHARACTERS) {
            FileBackendException refusal =
                    assertRefused(Reason.INVALID_PATH, () -> operation.perform(backend, path));
            assertThat(refusal.getMessage().chars()).as("the message itself").noneMatch(Character::isISOControl);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameAbove255OrAPathAbove1024BytesIsRefused(Operation operation) {
        operation.prepare(backend);
        for (String path : TOO_LONG) {
            assertRefused(Reason.INVALID_PATH, () -> operation.perform(backend, path));
        }
    }

    @ParameterizedTest
    @EnumSource
    void halfOfASurrogatePairIsRefused(Operation operation) {
        operation.prepare(backend);
        assertRefused(Reason.INVALID_PATH, () -> operation.perform(backend, "half \uD83D"));
    }

    @Test
    void aRefusedPathChangesNothing() {
        create("a/b", "kept");
        for (Operation operation : Operation.values()) {
            operation.prepare(backend);
            assertFails(FileBackendException.class, () -> operation.perform(backend, "../a/b"));
        }
        assertThat(text("a/b")).isEqualTo("kept");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Samples#names")
    void anyOtherNameIsAName(String name) {
        assertThat(backend.create("dir/" + name, Content.of(name)).path()).isEqualTo("dir/" + name);
        assertThat(text("dir/" + name)).isEqualTo(name);
        assertThat(backend.info("dir/" + name).name()).isEqualTo(name);
        assertThat(list("dir")).containsExactly("dir/" + name);
        assertThat(walk("")).containsExactly("dir", "dir/" + name);
        assertThat(backend.glob("dir/*")).containsExactly("dir/" + name);
        assertThat(backend.move("dir/" + name, name + "/" + name).path()).isEqualTo(name + "/" + name);
        assertThat(backend.glob("**")).containsExactly(name + "/" + name);
        backend.delete(name, DeleteOption.RECURSIVE);
        assertThat(walk("")).containsExactly("dir");
    }

    @Test
    void aPathAsLongAsThePromiseSaysIsTaken() {
        int longest = backend.capabilities().longestPath();
        String path = "d/".repeat((longest - 255) / 2);
        path = path + "n".repeat(Math.min(255, longest - path.length()));
        assertThat(backend.create(path, Content.of("deep")).path()).isEqualTo(path);
        assertThat(text(path)).isEqualTo("deep");
        assertThat(walk("")).contains(path);
        backend.delete("d", DeleteOption.RECURSIVE);
    }

    @Test
    void namesThatDifferInTheirLettersOnlyAreDifferentUnlessTheStorageFoldsThem() {
        create("Name", "upper");
        assumeTrue(!backend.exists("name"), "the storage folds letters");
        create("name", "lower");
        assertThat(text("Name")).isEqualTo("upper");
        assertThat(list("")).containsExactly("Name", "name");
    }

    @Test
    void theRootMayBeListedGlobbedAndAskedForItsInfo() {
        createAll("a");
        for (String root : THE_ROOT) {
            assertThat(list(root)).containsExactly("a");
            assertThat(walk(root)).containsExactly("a");
            FileInfo info = backend.info(root);
            assertThat(info.path()).isEmpty();
            assertThat(info.type()).isEqualTo(FileType.DIRECTORY);
            assertThat(backend.exists(root)).isTrue();
        }
        assertThat(backend.glob("/**", GlobOption.INCLUDE_DIRECTORIES)).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#changing")
    void theRootMayNotBeCreatedWrittenMovedOrDeleted(Operation operation) {
        createAll("kept");
        operation.prepare(backend);
        for (String root : THE_ROOT) {
            assertRefused(Reason.IS_ROOT, () -> operation.perform(backend, root));
        }
        assertRefused(Reason.IS_ROOT, () -> backend.createDirectory("/", WriteOption.OVERWRITE));
        assertThat(text("kept")).isEqualTo("content of kept");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#reading")
    void theRootIsNoFileToRead(Operation operation) {
        assertRefused(Reason.IS_DIRECTORY, () -> operation.perform(backend, "/"));
    }

    @Test
    void everyPathThatComesBackIsCanonical() {
        create("/a//b/./c.txt", "x");
        assertThat(list("//a/")).containsExactly("a/b");
        assertThat(walk("\\a")).containsExactly("a/b", "a/b/c.txt");
        assertThat(backend.glob("/a/**")).containsExactly("a/b/c.txt");
        assertThat(backend.createDirectory("/d//e/").path()).isEqualTo("d/e");
        assertThat(backend.move("/a/b/", "./m").path()).isEqualTo("m");
        assertThat(backend.copy("m//c.txt", "\\n").path()).isEqualTo("n");
        assertThat(assertNotFound(() -> backend.read("/no//such/../file")).path()).isEqualTo("no/file");
        assertThat(assertFails(AlreadyExistsException.class, () -> create("/n/", "x")).path()).isEqualTo("n");
        assertThat(assertRefused(Reason.IS_DIRECTORY, () -> backend.read("./m/")).path()).isEqualTo("m");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#needing")
    void anErrorNamesTheOperationAndThePath(Operation operation) {
        FileBackendException error = assertNotFound(() -> operation.perform(backend, "not/there.txt"));
        assertThat(error.path()).isEqualTo("not/there.txt");
        assertThat(error.getMessage()).contains("not/there.txt");
        assertThat(error.retryable()).isFalse();
    }

    @Test
    void nullIsAnErrorOfTheCaller() {
        assertThatNullPointerException().isThrownBy(() -> backend.read(null));
        assertThatNullPointerException()
                .isThrownBy(() -> backend.create("a", null));
        assertThatNullPointerException()
                .isThrownBy(() -> backend.checksum("a", null));
    }
}
