package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.Parameter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendUriTest {

    private static final String SECRET = "s3cr3t";

    private static final List<Parameter> KNOWN = List.of(
            Parameter.of("api_key", Parameter.Type.SECRET, "The key."),
            Parameter.of("cache_ttl", Parameter.Type.DURATION, "How long listings are kept."));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                    "file:///abs/path, file, '', '', /abs/path",
                    "file://relative/path, file, relative, relative, /path",
                    "FILE://Dir, file, Dir, Dir, ''",
                    "openai+vector://vs_123?api_key=x, openai+vector, vs_123, vs_123, ''",
                    "git+ssh://git@host.example:2222/owner/repo@main, git+ssh, git@host.example:2222, host.example, /owner/repo@main",
                    "git+https://[::1]:8443/r, git+https, [::1]:8443, ::1, /r",
                    "file:///with%20space/%40x, file, '', '', /with space/@x",
                    "file:///C:/dir, file, '', '', /C:/dir",
                    "file://C:/dir, file, C:, C, /dir",
                    "x://caf%C3%A9/é?, x, café, café, /é",
                    "git+http://h//two, git+http, h, h, //two",
            })
    void uriIsTakenApart(String text, String scheme, String authority, String host, String path) {
        BackendUri uri = BackendUri.parse(text);

        assertThat(uri.scheme()).isEqualTo(scheme);
        assertThat(uri.authority()).isEqualTo(authority);
        assertThat(uri.host()).isEqualTo(host);
        assertThat(uri.path()).isEqualTo(path);
    }

    @Test
    void userAndPortAreToldApart() {
        BackendUri full = BackendUri.parse("git+ssh://j%40n@host:22/r");
        assertThat(full.userInfo()).contains("j@n");
        assertThat(full.port()).hasValue(22);

        BackendUri plain = BackendUri.parse("git+ssh://host:/r");
        assertThat(plain.userInfo()).isEmpty();
        assertThat(plain.port()).isEmpty();
    }

    @Test
    void rawPathKeepsWhatIsEncoded() {
        assertThat(BackendUri.parse("git+file:///a%40b@main").rawPath()).isEqualTo("/a%40b@main");
    }

    @Test
    void partsMayBeDecodedOneByOne() {
        assertThat(BackendUri.decode("a%40b+c")).isEqualTo("a@b+c");
        assertThatIllegalArgumentException().isThrownBy(() -> BackendUri.decode("%4")).withMessageContaining("%25");
    }

    @Test
    void parametersAreDecodedInTheirOrder() {
        BackendUri uri = BackendUri.parse("x://h/p?b=1%2B1+1&a=%C3%A9&&c=&d=x=y?z");

        assertThat(uri.query()).containsExactly(
                Map.entry("b", "1+1+1"),
                Map.entry("a", "é"),
                Map.entry("c", ""),
                Map.entry("d", "x=y?z"));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource({
            "'', must start with a scheme",
            "/abs/path, must start with a scheme",
            "'://x', must start with a scheme",
            "1x://y, must start with a scheme",
            "file:/abs, must go on with '//' after 'file:'",
            "file:///a#b, write '#' as %23",
            "file:///a%2, malformed percent-encoding",
            "file:///a%, malformed percent-encoding",
            "file:///a%zz, malformed percent-encoding",
            "x://a%GG/, malformed percent-encoding",
            "x://h?a=%E9, is not UTF-8",
            "x://h?a=%F0%9F, is not UTF-8",
            "x://h?a=1&a=2, the parameter 'a' is given twice",
            "x://h?a=1&%61=2, the parameter 'a' is given twice",
            "x://h?novalue, must be written name=value",
            "x://h?=value, must be written name=value",
            "x://h?a b=1, the name of a parameter",
            "x://h:port/, the port",
            "x://h:65536/, the port",
            "x://h:1:2/, the port",
            "x://[::1/, in brackets",
            "x://[::1]x/, in brackets",
            "'x://h/\u0001', a control character",
            "'x://h/\ud800', half of a surrogate pair",
    })
    void malformedUriIsAnError(String uri, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendUri.parse(uri))
                .withMessageContaining(problem)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "git+https://user:s3cr3t@host/r", "git+https://:s3cr3t@host/r", "git+https://user%3As3cr3t@host/r",
                    "git+https://user:a@s3cr3t@host/r", "git+https://user:s3cr3t/with-slash@host/r",
            })
    void passwordInTheAuthorityIsRefusedAndNotShown(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendUri.parse(uri))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET))
                .withNoCause();
    }

    @Test
    void refusedPasswordComesWithAHint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendUri.parse("git+https://user:pw@host/r"))
                .withMessageContaining("password=env:NAME");
    }

    @Test
    void uriShowsNeitherValuesNorTheUser() {
        assertThat(BackendUri.parse("git+https://token@h:1/r%20s?password=s3cr3t&b=1"))
                .hasToString("git+https://***@h:1/r%20s?password=***&b=***");
        assertThat(BackendUri.parse("file:///x")).hasToString("file:///x");
    }

    @Test
    void redactedUriShowsAllButSecrets() {
        assertThat(BackendUri.parse("x://u@h/p?api_key=s3cr3t&cache_ttl=5%73&typo=s3cr3t").redacted(KNOWN))
                .isEqualTo("x://u@h/p?api_key=***&cache_ttl=5%73&typo=***");
        assertThat(BackendUri.parse("x://h?api_key=env:KEY").redacted(KNOWN)).isEqualTo("x://h?api_key=env:KEY");
    }

    @Test
    void secretInClearIsTold() {
        assertThat(BackendUri.parse("x://h?api_key=s3cr3t").hasSecretInClear(KNOWN)).isTrue();
        assertThat(BackendUri.parse("x://h?api_key=env:KEY").hasSecretInClear(KNOWN)).isFalse();
        assertThat(BackendUri.parse("x://h?api_key=file:/k").hasSecretInClear(KNOWN)).isFalse();
        assertThat(BackendUri.parse("x://h?cache_ttl=5").hasSecretInClear(KNOWN)).isFalse();
    }

    @Property
    void whateverIsParsedFailsInOneWayOnly(@ForAll("nearlyUris") String text) {
        Throwable failure = catchThrowable(() -> {
            BackendUri uri = BackendUri.parse(text);
            assertThat(uri.toString()).startsWith(uri.scheme() + "://");
            assertThat(BackendUri.parse(uri.redacted(List.of())).path()).isEqualTo(uri.path());
        });
        assertThat(failure == null || failure.getClass() == IllegalArgumentException.class).isTrue();
    }

    @Provide
    Arbitrary<String> nearlyUris() {
        Arbitrary<String> pieces = Arbitraries.of(
                "file", "git+ssh", ":", "//", "/", "?", "&", "=", "#", "@", "%", "%4", "%40", "%ff", "[", "]", "a", "é",
                "😀",
                "\ud800", "\u0000", "..", " ", "22", "+", "env:X");
        Arbitrary<String> shaped =
                pieces.list().ofMaxSize(12).map(list -> "x://" + String.join("", list));
        return Arbitraries.oneOf(shaped, pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings());
    }

    @Property
    void secretIsNeverEchoed(@ForAll("aroundASecret") String text) {
        Throwable failure = catchThrowable(() -> {
            BackendUri uri = BackendUri.parse(text);
            assertThat(uri.toString()).doesNotContain(SECRET);
            assertThat(uri.redacted(KNOWN)).doesNotContain(SECRET);
            Parameters parameters = Parameters.of(KNOWN, uri);
            assertThat(parameters.toString()).doesNotContain(SECRET);
        });
        if (failure != null) {
            assertThat(failure).isExactlyInstanceOf(IllegalArgumentException.class).hasNoCause();
            assertThat(failure.getMessage()).doesNotContain(SECRET);
        }
    }

    @Provide
    Arbitrary<String> aroundASecret() {
        Arbitrary<String> noise =
                Arbitraries.of("", "a", "%", "%zz", "é", "\u0007", "#", "&", "&x=1", "=", "%C3", "?", "+", "%26");
        Arbitrary<String> name = Arbitraries.of("api_key", "api_kye", "", "a b");
        return Combinators.combine(noise, name, noise, noise)
                .as((path, parameter, before, after) -> "x://h/" + path + "?" + parameter + "="
                        + before.replace("&", "") + SECRET + after);
    }
}
