package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.foundry9.filebackend.Capabilities.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The small immutable types that users hand in or get. */
class ValuesTest {

    @Test
    void capabilitiesAreChangedByCopies() {
        Capabilities some = Capabilities.of(Feature.WRITES, Feature.LINKS);

        assertThat(some.has(Feature.WRITES)).isTrue();
        assertThat(some.has(Feature.NATIVE_COPY)).isFalse();
        assertThat(some.with(Feature.NATIVE_COPY).features())
                .containsExactlyInAnyOrder(Feature.WRITES, Feature.LINKS, Feature.NATIVE_COPY);
        assertThat(some.without(Feature.LINKS, Feature.DEEP_LISTING).features()).containsExactly(Feature.WRITES);
        assertThat(some.withExclusion(Reach.HOST).exclusion()).isEqualTo(Reach.HOST);
        assertThat(some.withIsolation(Isolation.values()[0]).isolation()).isEqualTo(Isolation.values()[0]);
        assertThat(some.withExtensions(Set.of(String.class)).extensions()).containsExactly(String.class);
        assertThat(some.features()).hasSize(2);
        assertThat(Capabilities.of().with().features()).isEmpty();
    }

    @Test
    void capabilitiesStartWithoutLimits() {
        Capabilities none = Capabilities.of();

        assertThat(none.largestFile()).isEmpty();
        assertThat(none.longestPath()).isEqualTo(1024);
        assertThat(none.exclusion()).isEqualTo(Reach.PROCESS);
        assertThat(none.knownChecksums()).isEmpty();
    }

    @Test
    void longestPathIsWithinTheContract() {
        for (int length : new int[] {0, -1, 1025}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Capabilities(
                            Set.of(),
                            OptionalLong.empty(),
                            length,
                            Reach.PROCESS,
                            Isolation.PER_FILE,
                            Set.of(),
                            Set.of()))
                    .withMessage("longestPath must be between 1 and 1024: " + length);
        }
    }

    @Test
    void optionsHoldWhatTheyWereMadeOf() {
        ProgressListener listener = (done, total) -> {};

        assertThat(WriteOption.ifVersion("v")).isEqualTo(new WriteOption.IfVersion("v"));
        assertThat(WriteOption.ifAbsent()).isEqualTo(WriteOption.Flag.IF_ABSENT);
        assertThat(WriteOption.durable()).isEqualTo(WriteOption.Flag.DURABLE);
        assertThat(WriteOption.OVERWRITE).isEqualTo(WriteOption.Flag.OVERWRITE);
        assertThat(WriteOption.lockTimeout(Duration.ZERO)).isEqualTo(DeleteOption.lockTimeout(Duration.ZERO));
        assertThat(WriteOption.progress(listener)).isEqualTo(ReadOption.progress(listener));
        assertThat(DeleteOption.RECURSIVE).isEqualTo(DeleteOption.Flag.RECURSIVE);
    }

    @Test
    void optionsRefuseWhatMakesNoSense() {
        assertThatNullPointerException().isThrownBy(() -> WriteOption.ifVersion(null));
        assertThatNullPointerException().isThrownBy(() -> WriteOption.progress(null));
        assertThatNullPointerException().isThrownBy(() -> WriteOption.lockTimeout(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteOption.lockTimeout(Duration.ofMillis(-1)))
                .withMessageContaining("cannot be negative");
    }

    @Test
    void parametersAreDescribed() {
        Parameter plain = Parameter.of("a", Parameter.Type.TEXT, "About a.");
        assertThat(plain.defaultValue()).isEmpty();
        assertThat(Parameter.of("a", Parameter.Type.TEXT, "x", "About a.").defaultValue()).contains("x");
        Parameter choice = Parameter.choice("mode", List.of("fast", "safe"), "How.");
        assertThat(choice.defaultValue()).contains("fast");
        assertThat(choice.choices()).containsExactly("fast", "safe");
    }

    @Test
    void schemeKeepsItsParameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(Parameter.of("a", Parameter.Type.TEXT, "About a.")));
        Scheme scheme = new Scheme("x", parameters);
        parameters.clear();

        assertThat(scheme.name()).isEqualTo("x");
        assertThat(scheme.parameters()).hasSize(1);
    }
}
