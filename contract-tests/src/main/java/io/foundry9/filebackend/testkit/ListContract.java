package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CONTRACT section 2: list, and walk, which is list all the way down. */
abstract class ListContract extends ContractSection {

    @Test
    void theDirectChildrenAreTold() {
        createAll("dir/a", "dir/sub/b", "dir/sub/deep/c", "other/d");
        assertThat(list("dir")).containsExactly("dir/a", "dir/sub");
        assertThat(list("dir/sub")).containsExactly("dir/sub/b", "dir/sub/deep");
        assertThat(list("")).containsExactly("dir", "other");
    }

    @Test
    void anEmptyDirectoryHasNoChildren() {
        assertThat(list("")).isEmpty();
        backend.createDirectory("dir");
        assertThat(list("dir")).isEmpty();
        assertThat(walk("dir")).isEmpty();
    }

    @Test
    void childrenAreSortedByCodePoint() {
        // U+FF46 comes after the surrogates of U+1F600 in Java's own order of strings, but before it by code point.
        List<String> sorted = List.of(" ", "-", "10", "9", "B", "a", "a b", "a-b", "ab", "é", "日", "\uFF46", "😀");
        sorted.stream().sorted(Comparator.reverseOrder()).forEach(name -> create("dir/" + name, name));
        assertThat(backend.list("dir").stream().map(FileInfo::name)).containsExactlyElementsOf(sorted);
        assertThat(walk("dir")).containsExactlyElementsOf(sorted.stream().map(name -> "dir/" + name).toList());
    }

    @Test
    void theInfosAreThoseOfTheEntries() {
        create("dir/file", "12345");
        backend.createDirectory("dir/sub");
        for (FileInfo listed : backend.list("dir")) {
            FileInfo info = backend.info(listed.path());
            assertThat(listed.type()).isEqualTo(info.type());
            assertThat(listed.size()).isEqualTo(info.size());
            assertThat(listed.version()).isEqualTo(info.version());
            assertThat(listed.modified()).isEqualTo(info.modified());
            assertThat(listed.permissions()).isEqualTo(info.permissions());
        }
        assertThat(backend.list("dir").get(0).size()).isEqualTo(5);
        assertThat(backend.list("dir").get(1).type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void whatIsMissingIsNotFound() {
        assertNotFound(() -> backend.list("missing"));
        assertNotFound(() -> walk("missing/deep"));
    }

    @Test
    void aFileHasNoChildren() {
        createAll("dir/file");
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.list("dir/file"));
        assertRefused(Reason.NOT_DIRECTORY, () -> walk("dir/file"));
    }

    @Test
    void walkTellsADirectoryBeforeWhatIsInside() {
        createAll("a/b/c", "a/b-c", "a/bc", "a.txt", "b/c");
        assertThat(walk("")).containsExactly("a", "a/b", "a/b/c", "a/b-c", "a/bc", "a.txt", "b", "b/c");
        assertThat(walk("a")).containsExactly("a/b", "a/b/c", "a/b-c", "a/bc");
    }

    @Test
    void walkMayBeClosedEarly() {
        createAll("a/b", "c/d", "e/f");
        try (Stream<FileInfo> all = backend.walk("")) {
            assertThat(all.findFirst().orElseThrow().path()).isEqualTo("a");
        }
    }

    @Test
    void manyChildrenAreAllTold() {
        for (int i = 0; i < 120; i++) {
            create("many/file-%03d".formatted(i), "");
        }
        List<String> names = list("many");
        assertThat(names).hasSize(120).doesNotHaveDuplicates().isSorted();
        assertThat(backend.glob("many/*")).isEqualTo(names);
    }
}
