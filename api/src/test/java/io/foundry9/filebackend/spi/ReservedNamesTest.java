package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

    private static final ReservedNames NAMES = ReservedNames.of(Set.of(".git", ".f9"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                    ".git", ".GIT", ".gIt", ".f9", ".F9",
                    // ignored by HFS+, as git's own tests have them
                    ".g\u200cit", "\u200d.git", ".git\u200e", ".gi\u202at", ".g\u206ait", "\ufeff.git", ".f\u20639",
                    // ignored by ext4 with case folding
                    ".g\u00adit", ".gi\ufe0ft", ".git\udb40\udc01",
                    // other forms of the same characters
                    "\uff0egit", "\u2024git", ".ｇｉｔ", ".ℊit", ".\u24d6it", ".f\u2079",
                    // Windows and NTFS
                    ".git.", ".git ", ".git. . ", ".git::$INDEX_ALLOCATION", ".git:x", ".git .:x", ".GIT . .",
                    "GIT~1", "git~1", "Git~2", "git~10", "git~1.", "git~1 ", "git~1::$INDEX_ALLOCATION", "F9~1", "f9~4",
                    "gi7eba~1", "GI7EBA~9", "gi7eb~10", "f91a2b~1", "ｇｉｔ~1", "git\uff5e1",
            })
    void everyFormOfAReservedNameIsFound(String name) {
        assertThat(NAMES.matches(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "git", ".gitignore", ".gitt", ".gi", "..git", ". git", " .git", "x.git", "a:.git", ".git-", ".gít",
                    ".gj", "f9",
                    ".f99", "git~", "git~x", "git~1x", "git~1.txt", "xgit~1", "gi~1", "gizzzz~1", "gi7ebaa~1", "~1",
                    "~", "a~", "f9~1~1",
                    ".giτ", "", ":", ".", "git~1234567", "gi7eb~1", ".git\u0301",
            })
    void otherNamesPass(String name) {
        assertThat(NAMES.matches(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".f9-lock.tmp", ".F9-LOCK.TMP", "F9-LOC~1.TMP", "f9-lo~12.tmp", "f9abcd~1.tmp", "F9-LOC~1.TMP."})
    void longNameHasShortNamesToo(String name) {
        assertThat(ReservedNames.of(Set.of(".f9-lock.tmp")).matches(name)).isTrue();
    }

    @Test
    void extensionOfAShortNameCounts() {
        ReservedNames names = ReservedNames.of(Set.of(".f9-lock.tmp", ".a b+c.html5"));
        assertThat(names.matches("F9-LOC~1")).isFalse();
        assertThat(names.matches("F9-LOC~1.TXT")).isFalse();
        assertThat(names.matches("AB_C~1.HTM")).isTrue();
    }

    @Test
    void firstReservedSegmentOfAPathIsTold() {
        assertThat(NAMES.firstIn(StorePath.parse("a/.GIT/.f9/config"))).contains(".GIT");
        assertThat(NAMES.firstIn(StorePath.parse(".f9"))).contains(".f9");
        assertThat(NAMES.firstIn(StorePath.parse("a/b/git~1"))).contains("git~1");
        assertThat(NAMES.firstIn(StorePath.parse("a/b.git/c"))).isEmpty();
        assertThat(NAMES.firstIn(StorePath.ROOT)).isEmpty();
    }

    @Test
    void storeWithoutNamesOfItsOwnReservesNothing() {
        assertThat(ReservedNames.of(Set.of()).matches(".git")).isFalse();
    }

    @Property
    void lettersCasesAndTailsMakeNoDifference(@ForAll("disguises") String name) {
        assertThat(NAMES.matches(name)).isTrue();
    }

    @Provide
    Arbitrary<String> disguises() {
        Arbitrary<String> filler = Arbitraries.of("", "\u200c", "\u206f", "\ufeff", "\u00ad");
        Arbitrary<String> tail = Arbitraries.of("", ".", " ", ". ", ":", ":x", "::$DATA", " .:y");
        return filler.list().ofSize(4).flatMap(fillers -> Arbitraries.of(".git", ".GIT", ".GiT", ".ｇit", "．git")
                .flatMap(base -> tail.map(end -> {
                    StringBuilder name = new StringBuilder();
                    for (int i = 0; i < base.length(); i++) {
                        name.append(fillers.get(i)).append(base.charAt(i));
                    }
                    return name.append(end).toString();
                })));
    }
}
