package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Manual MANUAL = new Manual("do", "do something", """
            usage: vault:do [-lR] [-a NAME] THING

              -a, --algorithm=NAME  how
              -l, --long           more
              -R, --recursive      deeper
                  --overwrite      at any price
            """);

    private static Arguments read(String... words) {
        return Arguments.read(MANUAL, List.of(words));
    }

    @Test
    void shortFlagsMayBeBundled() {
        Arguments arguments = read("-lR", "x");
        assertThat(arguments.has("long")).isTrue();
        assertThat(arguments.has("recursive")).isTrue();
        assertThat(arguments.has("overwrite")).isFalse();
        assertThat(arguments.operands()).containsExactly("x");
    }

    @Test
    void aValueMayFollowInFourWays() {
        for (String[] words : new String[][] {{"--algorithm=md5"}, {"--algorithm", "md5"}, {"-a", "md5"}, {"-lamd5"}}) {
            assertThat(read(words).value("algorithm")).isEqualTo(Optional.of("md5"));
        }
        assertThat(read("--algorithm=").value("algorithm")).isEqualTo(Optional.of(""));
        assertThat(read().value("algorithm")).isEmpty();
    }

    @Test
    void optionsMayStandAfterOperands() {
        Arguments arguments = read("x", "--overwrite", "y");
        assertThat(arguments.has("overwrite")).isTrue();
        assertThat(arguments.operands()).containsExactly("x", "y");
    }

    @Test
    void afterTwoDashesThereAreNoOptions() {
        assertThat(read("--", "-l", "--", "x").operands()).containsExactly("-l", "--", "x");
    }

    @Test
    void aSingleDashIsAnOperand() {
        assertThat(read("-", "x").operands()).containsExactly("-", "x");
    }

    @Test
    void whatIsUnknownIsRefusedWithTheUsage() {
        assertThatThrownBy(() -> read("-lx")).isInstanceOf(UsageException.class)
                .hasMessage("do: unknown option -x (write -- before what only looks like one);"
                        + " usage: vault:do [-lR] [-a NAME] THING");
        assertThatThrownBy(() -> read("--Long")).hasMessageContaining("unknown option --Long");
        assertThatThrownBy(() -> read("--lo\u0007ng")).hasMessageContaining("unknown option --lo\\u0007ng");
    }

    @Test
    void aMissingOrSuperfluousValueIsRefused() {
        assertThatThrownBy(() -> read("-a")).hasMessageContaining("the option -a needs a value: NAME");
        assertThatThrownBy(() -> read("--algorithm"))
                .hasMessageContaining("the option --algorithm needs a value: NAME");
        assertThatThrownBy(() -> read("--long=yes")).hasMessageContaining("the option --long takes no value");
    }

    @Test
    void tooFewAndTooManyOperandsAreRefused() {
        assertThatThrownBy(() -> read().operands(1, 1)).hasMessageStartingWith("do: something is missing; usage:");
        assertThatThrownBy(() -> read("x").operands(2, 2)).hasMessageStartingWith("do: something is missing after x;");
        assertThatThrownBy(() -> read("x", "y").operands(1, 1)).hasMessageStartingWith("do: one too many: y;");
        assertThat(read("x", "y").operands(0, 2)).containsExactly("x", "y");
    }
}
