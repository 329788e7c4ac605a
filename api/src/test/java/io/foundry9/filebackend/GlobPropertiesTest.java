package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.NaiveGlob.Piece;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobPropertiesTest {

    @Property(tries = 3000)
    void globAgreesWithItsMeaning(@ForAll("patterns") List<Piece> pattern, @ForAll("pathLists") List<String> paths) {
        NaiveGlob naive = new NaiveGlob(pattern);
        String text = NaiveGlob.show(pattern);
        if (!naive.isValid()) {
            assertThatIllegalArgumentException().isThrownBy(() -> Glob.compile(text));
            return;
        }
        Glob glob = Glob.compile(text);
        for (String path : paths) {
            assertThat(glob.matches(path)).as("%s on %s", text, path).isEqualTo(naive.matches(path));
        }
    }

    @Property
    void walkThatPrunesMissesNothing(@ForAll("patterns") List<Piece> pattern, @ForAll("pathLists") List<String> paths) {
        if (!new NaiveGlob(pattern).isValid()) {
            return;
        }
        Glob glob = Glob.compile(NaiveGlob.show(pattern));
        String prefix = glob.fixedPrefix();
        for (String path : paths) {
            boolean matches = glob.matches(path);
            assertThat(reached(glob, path)).as("%s on %s", glob, path).isEqualTo(matches);
            assertThat(!matches || prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/")).isTrue();
        }
    }

    /** Whether a walk that goes down only where it pays comes to the path and takes it. */
    private static boolean reached(Glob glob, String path) {
        Glob.Cursor cursor = glob.start();
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            if (!cursor.canMatchBelow()) {
                return false;
            }
            cursor = cursor.into(names[i]);
        }
        return cursor.canMatchBelow() && cursor.matchesChild(names[names.length - 1]);
    }

    @Provide
    Arbitrary<List<Piece>> patterns() {
        Arbitrary<List<Piece>> deep = Arbitraries.just(List.of(new Piece.Deep()));
        Arbitrary<List<Piece>> segment = Arbitraries.frequencyOf(Tuple.of(1, deep), Tuple.of(4, sequence(2)));
        return segment.list().ofMinSize(1).ofMaxSize(4).map(GlobPropertiesTest::joined);
    }

    private static List<Piece> joined(List<List<Piece>> segments) {
        List<Piece> all = new ArrayList<>();
        for (List<Piece> segment : segments) {
            if (!all.isEmpty()) {
                all.add(new Piece.Slash());
            }
            all.addAll(segment);
        }
        return all;
    }

    private static Arbitrary<List<Piece>> sequence(int depth) {
        return pieces(depth).list().ofMaxSize(4).filter(GlobPropertiesTest::hasNoTwoStars);
    }

    private static boolean hasNoTwoStars(List<Piece> pieces) {
        return !NaiveGlob.show(pieces).contains("**");
    }

    private static Arbitrary<Piece> pieces(int depth) {
        Arbitrary<Piece> flat = Arbitraries.of(
                new Piece.Literal('a'),
                new Piece.Literal('b'),
                new Piece.Literal('.'),
                new Piece.Literal("😀".codePointAt(0)),
                new Piece.Literal('['),
                new Piece.Any(),
                new Piece.Star(),
                new Piece.OneOf(false, 'a', 'b'),
                new Piece.OneOf(true, 'a', 'a'),
                new Piece.OneOf(false, '.', 'a'));
        if (depth == 0) {
            return Arbitraries.oneOf(flat, Arbitraries.just(new Piece.Slash()));
        }
        Arbitrary<Piece> braces = inBraces(depth - 1).list().ofMinSize(1).ofMaxSize(3).map(Piece.Braces::new);
        return Arbitraries.frequencyOf(Tuple.of(5, flat), Tuple.of(1, braces));
    }

    private static Arbitrary<List<Piece>> inBraces(int depth) {
        return Arbitraries.oneOf(sequence(depth), Arbitraries.of(List.of(), List.of(new Piece.Literal('.'))));
    }

    @Provide
    Arbitrary<List<String>> pathLists() {
        Arbitrary<String> name = Arbitraries.of("a", "b", ".", "😀", "[")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(points -> String.join("", points))
                .filter(text -> !text.equals(".") && !text.equals(".."));
        return name.list().ofMinSize(1).ofMaxSize(4).map(names -> String.join("/", names)).list().ofSize(20);
    }

    @Property
    void whateverIsCompiledFailsInOneWayOnly(@ForAll("noise") String text, @ForAll("noise") String path) {
        Throwable failure = catchThrowable(() -> Glob.compile(text).matches(path));
        assertThat(failure == null || failure.getClass() == IllegalArgumentException.class).isTrue();
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> pieces = Arbitraries.of(
                "*", "**", "?", "[", "]", "!", "-", "{", "}", ",", "\\", "/", ".", "..", "a", "é", "😀", "\ud800",
                "\u0000");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(15).map(list -> String.join("", list)),
                Combinators.combine(Arbitraries.strings(), pieces).as((first, second) -> first + second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "**/**/**/**/**/**/**/**/**/b",
                    "{a,{a,{a,{a,a}}}}{a,{a,{a,{a,a}}}}{a,{a,{a,{a,a}}}}{a,{a,{a,{a,a}}}}*b",
                    "{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}{a,a}",
                    "{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}{,a}b",
                    "**/*a*/**/*a*/**/*a*/**/*a*/**/*a*/b", "{*,*,*}{*,*,*}{*,*,*}{*,*,*}{*,*,*}b"
            })
    void patternThatIsMadeToExplodeStaysLinear(String pattern) {
        Glob glob = Glob.compile(pattern);
        String flat = "a".repeat(255);
        String deep = "a/".repeat(500) + "a";

        for (String path : List.of(flat, deep)) {
            assertThat(glob.matches(path)).isFalse();
            assertThat(glob.stepsFor(path)).isLessThan(10L * (path.length() + 1) * (pattern.length() + 2));
        }
    }

    @Test
    void workGrowsWithThePathAndNoFaster() {
        Glob glob = Glob.compile("**/*a*a*a*a*b*");
        long once = glob.stepsFor("a/".repeat(100) + "a");
        long tenfold = glob.stepsFor("a/".repeat(1000) + "a");

        assertThat(tenfold).isLessThan(11 * once);
    }

    @Test
    void deepBracesOverflowNoStack() {
        int depth = Glob.LONGEST / 2 - 1;
        assertThat(Glob.compile("{".repeat(depth) + "a" + "}".repeat(depth)).matches("a")).isTrue();
        assertThat(Glob.compile("{,".repeat(1300) + "a" + "}".repeat(1300)).matches("a")).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.compile("{".repeat(Glob.LONGEST)))
                .withMessageContaining("'{' is not closed");
    }

    @Test
    void patternHasALongestLength() {
        assertThat(Glob.compile("😀".repeat(Glob.LONGEST)).matches("😀".repeat(Glob.LONGEST))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.compile("😀".repeat(Glob.LONGEST + 1)))
                .withMessage("malformed pattern: it is longer than 4096 code points (offset 8192)");
    }
}
