package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CONTRACT section 2: delete. */
abstract class DeleteContract extends ContractSection {

    @Test
    void aFileGoes() {
        createAll("a", "b");
        backend.delete("a");
        assertThat(list("")).containsExactly("b");
        assertThat(backend.exists("a")).isFalse();
    }

    @Test
    void anEmptyDirectoryGoes() {
        backend.createDirectory("dir/empty");
        backend.delete("dir/empty");
        assertThat(walk("")).containsExactly("dir");
    }

    @Test
    void aDirectoryThatHoldsSomethingStays() {
        createAll("dir/sub/file");
        Map<String, String> before = snapshot();
        assertRefused(Reason.NOT_EMPTY, () -> backend.delete("dir"));
        assertRefused(Reason.NOT_EMPTY, () -> backend.delete("dir/sub"));
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void recursivelyADirectoryGoesWithAllItHolds() {
        createAll("dir/a", "dir/sub/b", "dir/sub/.hidden", "dir/sub/deep/c");
        backend.createDirectory("dir/empty");
        backend.delete("dir", DeleteOption.RECURSIVE);
        assertThat(walk("")).isEmpty();
    }

    @Test
    void recursivelyAFileAndAnEmptyDirectoryGoToo() {
        createAll("file");
        backend.createDirectory("empty");
        backend.delete("file", DeleteOption.RECURSIVE);
        backend.delete("empty", DeleteOption.RECURSIVE);
        assertThat(walk("")).isEmpty();
    }

    @Test
    void whatOnlyStartsLikeItStays() {
        createAll("dir/a", "dir.txt", "dir-2/a", "director", "other/dir/a");
        backend.delete("dir", DeleteOption.RECURSIVE);
        assertThat(backend.glob("**")).containsExactly("dir-2/a", "dir.txt", "director", "other/dir/a");
    }

    @Test
    void whatIsMissingIsNotFoundAlsoRecursively() {
        createAll("dir/a");
        assertNotFound(() -> backend.delete("missing"));
        assertNotFound(() -> backend.delete("dir/missing", DeleteOption.RECURSIVE));
        backend.delete("dir/a");
        assertNotFound(() -> backend.delete("dir/a"));
    }

    @Test
    void theRootStays() {
        createAll("a");
        assertRefused(Reason.IS_ROOT, () -> backend.delete("/"));
        assertRefused(Reason.IS_ROOT, () -> backend.delete("", DeleteOption.RECURSIVE));
        assertThat(list("")).containsExactly("a");
    }

    @Test
    void whatWasDeletedCanBeCreatedAgainAsSomethingElse() {
        create("name", "file");
        backend.delete("name");
        backend.createDirectory("name");
        backend.delete("name");
        create("name/below", "deeper");
        backend.delete("name", DeleteOption.RECURSIVE);
        create("name", "file again");
        assertThat(text("name")).isEqualTo("file again");
    }
}
