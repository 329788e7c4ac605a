package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private static final List<Parameter> KNOWN = List.of(
            Parameter.of("text", Type.TEXT, "plain", "A text."),
            Parameter.of("flag", Type.BOOLEAN, "A switch."),
            Parameter.of("number", Type.INTEGER, "A number."),
            Parameter.of("wait", Type.DURATION, "A duration."),
            Parameter.choice("mode", List.of("fast", "safe"), "One of some."),
            Parameter.of("path", Type.PATH, "A path."),
            Parameter.of("key", Type.SECRET, "A secret."));

    private static Parameters parse(String query) {
        return Parameters.of(KNOWN, BackendUri.parse("x://h?" + query));
    }

    @Test
    void valuesAreReadByTheirTypes() {
        Parameters parameters = parse("text=&flag=true&number=42&wait=1.5s&mode=safe&path=/p&key=abc");

        assertThat(parameters.text("text")).contains("");
        assertThat(parameters.flag("flag")).isTrue();
        assertThat(parameters.integer("number")).contains(42L);
        assertThat(parameters.duration("wait")).contains(Duration.ofMillis(1500));
        assertThat(parameters.text("mode")).contains("safe");
        assertThat(parameters.text("path")).contains("/p");
        assertThat(parameters.secret("key").map(Secret::reveal)).contains("abc");
    }

    @Test
    void whatIsNotGivenHasItsDefaultOrNothing() {
        Parameters parameters = parse("");

        assertThat(parameters.text("text")).contains("plain");
        assertThat(parameters.text("mode")).contains("fast");
        assertThat(parameters.flag("flag")).isFalse();
        assertThat(parameters.integer("number")).isEmpty();
        assertThat(parameters.duration("wait")).isEmpty();
        assertThat(parameters.secret("key")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, PT5S", "0.5, PT0.5S", "200ms, PT0.2S", "2m, PT2M", "1h, PT1H", "0, PT0S",
            "0.000000001, PT0.000000001S",
            "876000h, PT876000H"})
    void durationsHaveUnits(String text, Duration duration) {
        assertThat(parse("wait=" + text).duration("wait")).contains(duration);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "flag=yes, malformed parameter 'flag': expected true or false",
            "flag=TRUE, malformed parameter 'flag'",
            "number=-1, malformed parameter 'number': expected a whole number",
            "number=1234567890123456789, malformed parameter 'number'",
            "wait=soon, malformed parameter 'wait': expected a duration",
            "wait=1d, malformed parameter 'wait'",
            "wait=-1, malformed parameter 'wait'",
            "wait=999999999h, malformed parameter 'wait'",
            "mode=slow, 'malformed parameter ''mode'': expected one of fast, safe'",
            "path=, malformed parameter 'path': it is empty",
            "path=env:HOME, malformed parameter 'path': expected a path itself",
            "path=file:/x, malformed parameter 'path': expected a path itself",
            "key=, malformed parameter 'key': it is empty",
    })
    void malformedValueIsAnErrorThatNamesTheParameter(String query, String message) {
        String value = query.substring(query.indexOf('=') + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(query))
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(value.isEmpty() || !e.getMessage().contains("'" + value + "'")).isTrue());
    }

    @Test
    void unknownParameterIsAnErrorThatListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("typo=s3cr3t"))
                .withMessage("unknown parameter 'typo' for x:; known are flag, key, mode, number, path, text, wait");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(List.of(), BackendUri.parse("x://h?a=1")))
                .withMessage("unknown parameter 'a' for x:; it takes none");
    }

    @Test
    void parameterThatIsNotDeclaredSoCannotBeAskedFor() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("").text("key")).withMessageContaining("'key'");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("").flag("nothing"))
                .withMessageContaining("'nothing'");
    }

    @Test
    void parametersShowNoValue() {
        assertThat(parse("key=abc&flag=true")).hasToString("parameters [flag, key, mode, text]");
    }

    @Test
    void wrongDurationIsAProgrammingError() {
        assertThatIllegalArgumentException().isThrownBy(() -> ParameterSyntax.duration("x"));
    }
}
