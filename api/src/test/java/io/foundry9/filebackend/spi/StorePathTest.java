package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "a/b", "a//b", "./a/b", "a\\b", "a/b/", "\\a\\b\\", "a/./b", "a/x/../b", "x/../a/b",
            "//a/.//b/."})
    void everySpellingIsTheSamePath(String spelling) {
        assertThat(StorePath.parse(spelling)).isEqualTo(StorePath.parse("a/b")).hasToString("a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", ".", "./", "//", "a/..", "\\", "./.", "a/b/../.."})
    void everySpellingOfTheRootIsTheRoot(String spelling) {
        assertThat(StorePath.parse(spelling)).isSameAs(StorePath.ROOT);
        assertThat(StorePath.parse(spelling).isRoot()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "/../etc/passwd", "a/../..", "a/../../b", "..\\x", "./.."})
    void pathThatLeavesTheRootIsRefused(String path) {
        assertRefused(path, Reason.OUTSIDE_ROOT, "leads out of the root");
    }

    @ParameterizedTest
    @CsvSource({
            "'a\u0000b', a control character (U+0000)",
            "'a\nb', a control character (U+000A)",
            "'a/\u007f', a control character (U+007F)",
            "'\u0085', a control character (U+0085)",
            "'a\ud800', half of a surrogate pair",
            "'\ude00b', half of a surrogate pair",
    })
    void pathWithWhatNoPathHasIsRefused(String path, String problem) {
        assertRefused(path, Reason.INVALID_PATH, "the path has " + problem);
    }

    private static FileBackendException assertRefused(String path, Reason reason, String problem) {
        InvalidOperationException failure = catchThrowableOfType(
                InvalidOperationException.class, () -> StorePath.parse(path));
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.problem()).isEqualTo(problem);
        return failure;
    }

    @Test
    void refusedPathIsShownWithoutControlCharactersAndNotForEver() {
        assertThat(assertRefused("a\u0000\ud800é", Reason.INVALID_PATH, "the path has a control character (U+0000)")
                .path())
                .isEqualTo("a\\u0000\\uD800é");
        assertThat(assertRefused("😀".repeat(300), Reason.INVALID_PATH,
                "a name in the path is longer than 255 bytes of UTF-8")
                .path())
                .isEqualTo("😀".repeat(200) + "…");
        assertThat(assertRefused("../" + "a".repeat(197), Reason.OUTSIDE_ROOT, "leads out of the root").path())
                .hasSize(200);
    }

    @Test
    void nameIsAtMost255BytesLong() {
        assertThat(StorePath.parse("a".repeat(255)).name()).hasSize(255);
        assertThat(StorePath.parse("é".repeat(127)).name()).hasSize(127);
        for (String name : List.of("a".repeat(256), "é".repeat(128), "a".repeat(253) + "€", "€".repeat(86),
                "😀".repeat(64))) {
            assertRefused("x/" + name, Reason.INVALID_PATH, "a name in the path is longer than 255 bytes of UTF-8");
        }
    }

    @Test
    void pathIsAtMost1024BytesLong() {
        String longest = "abcdefg/".repeat(127) + "abcdefgh";
        assertThat(StorePath.parse("/" + longest + "//").toString()).hasSize(1024);
        assertRefused(longest + "i", Reason.INVALID_PATH, "the path is longer than 1024 bytes of UTF-8");
        assertRefused("é/".repeat(342), Reason.INVALID_PATH, "the path is longer than 1024 bytes of UTF-8");
    }

    @Test
    void segmentIsWhatAListingMayHold() {
        for (String name : List.of("a", ".a", "...", "a b", "é", "😀", "a:b", "~")) {
            assertThat(StorePath.isSegment(name)).as(name).isTrue();
        }
        for (String name : List.of("", ".", "..", "a/b", "a\\b", "a\nb", "\ud800", "a".repeat(256))) {
            assertThat(StorePath.isSegment(name)).as(name).isFalse();
        }
    }

    @Test
    void pathIsTakenApart() {
        StorePath path = StorePath.parse("a/b/c.txt");

        assertThat(path.name()).isEqualTo("c.txt");
        assertThat(path.parent()).hasToString("a/b");
        assertThat(path.segments()).containsExactly("a", "b", "c.txt");
        assertThat(StorePath.parse("a").parent()).isSameAs(StorePath.ROOT);
        assertThat(StorePath.ROOT.parent()).isSameAs(StorePath.ROOT);
        assertThat(StorePath.ROOT.name()).isEmpty();
        assertThat(StorePath.ROOT.segments()).isEmpty();
    }

    @Test
    void childIsNamedByOneSegment() {
        assertThat(StorePath.ROOT.resolve("a")).hasToString("a");
        assertThat(StorePath.parse("a").resolve("b")).hasToString("a/b");
        for (String name : List.of("..", "b/c", "", "b\nc")) {
            assertThatExceptionOfType(InvalidOperationException.class)
                    .isThrownBy(() -> StorePath.parse("a").resolve(name))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_PATH));
        }
        StorePath deep = StorePath.parse("a/".repeat(500));
        assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> deep.resolve("b".repeat(255)));
    }

    @Test
    void treeIsRebased() {
        StorePath from = StorePath.parse("a/b");
        assertThat(StorePath.parse("a/b/c/d").rebase(from, StorePath.parse("x"))).hasToString("x/c/d");
        assertThat(from.rebase(from, StorePath.parse("x"))).hasToString("x");
        assertThat(from.rebase(StorePath.ROOT, StorePath.parse("x"))).hasToString("x/a/b");
        assertThat(from.rebase(StorePath.parse("a"), StorePath.ROOT)).hasToString("b");
        assertThatIllegalArgumentException().isThrownBy(() -> StorePath.parse("ab").rebase(StorePath.parse("a"), from));
    }

    @Test
    void pathStartsWithItsAncestorsOnly() {
        StorePath path = StorePath.parse("a/b");
        assertThat(path.startsWith(StorePath.ROOT)).isTrue();
        assertThat(path.startsWith(StorePath.parse("a"))).isTrue();
        assertThat(path.startsWith(path)).isTrue();
        assertThat(path.startsWith(StorePath.parse("a/b/c"))).isFalse();
        assertThat(StorePath.parse("ab").startsWith(StorePath.parse("a"))).isFalse();
        assertThat(path.equals(null)).isFalse();
        assertThat(path).isNotEqualTo("a/b").hasSameHashCodeAs(StorePath.parse("/a/b"));
    }

    @Property
    void parsingIsIdempotentAndNeverLeavesTheRoot(@ForAll("spellings") String spelling) {
        StorePath path;
        try {
            path = StorePath.parse(spelling);
        } catch (InvalidOperationException e) {
            assertThat(e.reason()).isIn(Reason.OUTSIDE_ROOT, Reason.INVALID_PATH);
            assertThat(e.path().codePoints()).noneMatch(Character::isISOControl);
            return;
        }
        String canonical = path.toString();
        assertThat(StorePath.parse(canonical)).isEqualTo(path).hasToString(canonical);
        assertThat(canonical.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
        assertThat(path.segments()).allMatch(StorePath::isSegment);
        assertThat(String.join("/", path.segments())).isEqualTo(canonical);
    }

    @Property
    void spellingsOfAPathAreEqual(@ForAll("segments") List<String> segments,
            @ForAll("separators") List<String> separators) {
        StringBuilder spelling = new StringBuilder(separators.get(0));
        for (int i = 0; i < segments.size(); i++) {
            spelling.append(segments.get(i)).append(separators.get((i + 1) % separators.size()));
        }
        assertThat(StorePath.parse(spelling.toString())).hasToString(String.join("/", segments));
    }

    @Provide
    Arbitrary<String> spellings() {
        return Arbitraries.of("a", "é", "😀", ".", "..", "/", "\\", "//", " ", "\u0000", "\ud800", "a".repeat(200))
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<List<String>> segments() {
        return Arbitraries.of("a", "é", "😀", ".a", "...", "a b").list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> separators() {
        return Arbitraries.of("/", "\\", "//", "/./", "/x/../", "\\.\\").list().ofMinSize(2).ofMaxSize(4);
    }

    @Property
    void pathsAreOrderedAsTheirUtf8Bytes(@ForAll("names") String left, @ForAll("names") String right) {
        int bytes = Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(CodePointOrder.compare(left, right))).isEqualTo(Integer.signum(bytes));
        assertThat(Integer.signum(StorePath.parse(left).compareTo(StorePath.parse(right))))
                .isEqualTo(Integer.signum(bytes));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries
                .of("a", "b", "\u00e9", "\ud7ff", "\ue000", "\uffee", "\ud800\udc00", "\udbff\udfff", "\ud83d\ude00")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(points -> String.join("", points));
    }
}
