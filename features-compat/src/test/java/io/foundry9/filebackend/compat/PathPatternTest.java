package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    private final FileSystem vault = VaultFileSystems.of(StoreBackend.over(new MemoryStore()));
    private final FileSystem host = FileSystems.getDefault();

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("*", "**", "?", "a", "b", ".", "/", "[ab]", "[!a]", "[a-c]", "[!b-c]", "{a,b}",
                "{a*,?b}", "\\*", "\\{", "[*]", "[.^]", "(", "+", "$", "|", ",", "[a\\b]")
                .list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c", ".", "/", "*", "{", "^", "(", "+", "$", "|", ",", "aa", "b/a")
                .list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("", parts));
    }

    @Property
    void aGlobMatchesWhatItMatchesOnUnix(@ForAll("globs") String glob, @ForAll("paths") String path) {
        assertThat(vault.getPathMatcher("glob:" + glob).matches(vault.getPath(path)))
                .isEqualTo(host.getPathMatcher("glob:" + glob).matches(host.getPath(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a,b", "{a{b}}", "a\\", "[a/b]", "[]", "[!]"})
    void aMalformedGlobIsRefused(String glob) {
        assertThatThrownBy(() -> vault.getPathMatcher("glob:" + glob)).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void regularExpressionsAreJavas() {
        assertThat(vault.getPathMatcher("REGEX:a+/.").matches(vault.getPath("aa/b"))).isTrue();
        assertThatThrownBy(() -> vault.getPathMatcher("regex:(")).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void otherSyntaxesAreNotKnown() {
        assertThatThrownBy(() -> vault.getPathMatcher("sql:%")).isInstanceOf(UnsupportedOperationException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> vault.getPathMatcher("*.txt"));
        assertThatIllegalArgumentException().isThrownBy(() -> vault.getPathMatcher(":*.txt"));
    }
}
