package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.spi.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of git's paths are paths here, and how the others are shown. */
class RawPathTest {

    private static RawPath raw(String text) {
        return RawPath.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatCanBeAPathIsOne() {
        assertThat(raw("a/café.txt").storePath()).contains(StorePath.parse("a/café.txt"));
        assertThat(raw("a/café.txt").id()).isEqualTo("a/café.txt");
        assertThat(RawPath.ROOT.isRoot()).isTrue();
    }

    @Test
    void whatCannotBeOneHasAnIdAndIsShownInQuotes() {
        List<RawPath> odd = List.of(raw("back\\slash"), raw("tab\there"), raw("a/.git/b"), raw("x/.F9/y"), raw("a//b"),
                raw("n".repeat(256)), raw("a/".repeat(600) + "b"), RawPath.of(new byte[] {'a', (byte) 0xff}));
        assertThat(odd).allSatisfy(path -> {
            assertThat(path.storePath()).isEmpty();
            assertThat(path.id()).matches("id:[0-9a-f]{12}");
        });
        assertThat(raw("tab\there").display()).isEqualTo("\"tab\\there\"");
        assertThat(odd.stream().map(RawPath::id)).doesNotHaveDuplicates();
    }

    @Test
    void pathsKnowWhatTheyAreIn() {
        assertThat(raw("a/b/c").parent()).isEqualTo(raw("a/b"));
        assertThat(raw("a").parent()).isEqualTo(RawPath.ROOT);
        assertThat(raw("a/b").startsWith(raw("a"))).isTrue();
        assertThat(raw("a").startsWith(raw("a"))).isTrue();
        assertThat(raw("ab").startsWith(raw("a"))).isFalse();
        assertThat(raw("a").startsWith(raw("a/b"))).isFalse();
        assertThat(raw("b").startsWith(RawPath.ROOT)).isTrue();
        assertThat(RawPath.ROOT.resolve("x".getBytes(StandardCharsets.UTF_8))).isEqualTo(raw("x"));
        assertThat(raw("d/.gitattributes").isNamed(".gitattributes".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(raw("d/x.gitattributes").isNamed(".gitattributes".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(raw("x").isNamed(".gitattributes".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(raw("a")).isNotEqualTo("a").isLessThan(raw("b"));
    }

    @Test
    void onlyTheFirstOfManyAreNamed() {
        assertThat(RawPath.names(List.of(raw("a"), raw("b")))).isEqualTo("a, b");
        assertThat(RawPath.names(List.of(raw("a"), raw("b"), raw("c"), raw("d"), raw("e"), raw("f"))))
                .isEqualTo("a, b, c, d and 2 more");
    }
}
