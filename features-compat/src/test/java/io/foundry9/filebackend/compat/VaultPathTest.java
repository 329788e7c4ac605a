package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultPathTest {

    private final FileSystem vault = VaultFileSystems.of(StoreBackend.over(new MemoryStore()));

    private Path path(String text) {
        return vault.getPath(text);
    }

    /** Any path that Unix has too, with what makes paths hard. */
    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "ab", ".", "..", "", "é", " ", "...");
        return name.list().ofMaxSize(5)
                .flatMap(names -> Arbitraries.of("", "/").map(start -> start + String.join("/", names)));
    }

    @Property
    void aPathIsWhatItWouldBeOnUnix(@ForAll("paths") String text) {
        Path ours = path(text);
        Path unix = Path.of(text);

        assertThat(ours).hasToString(unix.toString());
        assertThat(ours.isAbsolute()).isEqualTo(unix.isAbsolute());
        assertThat(ours.getNameCount()).isEqualTo(unix.getNameCount());
        assertThat(String.valueOf(ours.getRoot())).isEqualTo(String.valueOf(unix.getRoot()));
        assertThat(String.valueOf(ours.getParent())).isEqualTo(String.valueOf(unix.getParent()));
        assertThat(String.valueOf(ours.getFileName())).isEqualTo(String.valueOf(unix.getFileName()));
        assertThat(ours.normalize()).hasToString(unix.normalize().toString());
        assertThat(names(ours)).isEqualTo(names(unix));
    }

    private static List<String> names(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
    }

    @Property
    void twoPathsAreToEachOtherWhatTheyWouldBeOnUnix(@ForAll("paths") String one, @ForAll("paths") String two) {
        Path left = path(one);
        Path right = path(two);
        Path unixLeft = Path.of(one);
        Path unixRight = Path.of(two);

        assertThat(left.resolve(right)).hasToString(unixLeft.resolve(unixRight).toString());
        assertThat(left.resolveSibling(right)).hasToString(unixLeft.resolveSibling(unixRight).toString());
        assertThat(left.startsWith(right)).isEqualTo(unixLeft.startsWith(unixRight));
        assertThat(left.endsWith(right)).isEqualTo(unixLeft.endsWith(unixRight));
        assertThat(left.equals(right)).isEqualTo(unixLeft.equals(unixRight));
        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(Integer.signum(unixLeft.compareTo(unixRight)));
    }

    @Property
    void aRelativePathLeadsBack(@ForAll("paths") String one, @ForAll("paths") String two) {
        Path left = path("/" + one).normalize();
        Path right = path("/" + two).normalize();

        assertThat(left.resolve(left.relativize(right)).normalize()).isEqualTo(right);
        assertThat(left.relativize(right)).hasToString(
                Path.of(left.toString()).relativize(Path.of(right.toString())).toString());
    }

    @ParameterizedTest
    @CsvSource({"a/b,a/c,../c", "a,a,''", "'',a,a", "a,'',..", "./a,./b,../b", "a/./b,a/c,../c"})
    void relativizingGoesUpAsFarAsNeeded(String from, String to, String expected) {
        assertThat(path(from).relativize(path(to))).hasToString(expected);
    }

    @Test
    void noRelativePathLeadsFromSomewhereUnknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> path("../a").relativize(path("b")));
        assertThatIllegalArgumentException().isThrownBy(() -> path("/a").relativize(path("b")));
    }

    @ParameterizedTest
    @CsvSource({"a\\b,a/b", "a//b/,a/b", "/,/", "//,/", "'',''"})
    void separatorsAreReadAsBackendsReadThem(String text, String expected) {
        assertThat(path(text)).hasToString(expected);
    }

    @Test
    void partsAreJoined() {
        assertThat(vault.getPath("/a", "", "b/c", "d")).hasToString("/a/b/c/d");
        assertThat(vault.getPath("", "a")).hasToString("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "\uD800", "\u007f"})
    void whatIsNoNameInAVaultIsNoPath(String text) {
        assertThatThrownBy(() -> path("x/" + text)).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void aNameHasAtMost255Bytes() {
        assertThat(path("é".repeat(127)).getNameCount()).isOne();
        assertThatThrownBy(() -> path("é".repeat(128))).isInstanceOf(InvalidPathException.class)
                .hasMessageContaining("255");
    }

    @Test
    void aRangeOfNamesIsAPath() {
        assertThat(path("/a/b/c").subpath(1, 3)).hasToString("b/c");
        assertThat(path("/a/b/c").getName(0)).hasToString("a");
        assertThatIllegalArgumentException().isThrownBy(() -> path("/a").subpath(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> path("/a").subpath(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> path("/").getName(0));
        assertThatIllegalArgumentException().isThrownBy(() -> path("/a").getName(-1));
    }

    @Test
    void relativePathsStartAtTheRoot() {
        assertThat(path("a").toAbsolutePath()).isEqualTo(path("/a"));
        assertThat(path("").toAbsolutePath()).isEqualTo(path("/"));
    }

    @Test
    void pathsOfDifferentFileSystemsAreNeverEqual() {
        FileSystem other = VaultFileSystems.of(StoreBackend.over(new MemoryStore()));
        assertThat(path("/a")).isNotEqualTo(other.getPath("/a")).hasSameHashCodeAs(other.getPath("/a"));
        assertThat(path("/a")).isNotEqualTo(Path.of("/a"));
        assertThat(path("/a").startsWith(other.getPath("/a"))).isFalse();
        assertThat(path("/a").endsWith(Path.of("a"))).isFalse();
        assertThatThrownBy(() -> path("/a").resolve(other.getPath("a")))
                .isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> path("/a").relativize(Path.of("/a"))).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> path("/a").compareTo(Path.of("/a"))).isInstanceOf(ClassCastException.class);
    }

    @Test
    void aPathIsNoFileOfTheHostAndCannotBeWatched() {
        assertThatThrownBy(() -> path("/a").toFile()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> path("/a").register(null, StandardWatchEventKinds.ENTRY_CREATE))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
