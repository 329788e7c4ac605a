package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file means the same whether FileInstall or we read it. */
class CfgTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("home", "/home/me", "empty", "", "nested", "${home}/x");

    private static Map<String, Object> asFileInstall(String text) throws IOException {
        TypedProperties properties = new TypedProperties((name, key, value) -> ENVIRONMENT.get(value));
        properties.load(new StringReader(text));
        return new HashMap<>(properties);
    }

    private static Map<String, String> asWe(String text) {
        return CfgReader.read(text, ENVIRONMENT::get);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "uri = file:///a",
            "uri=file:///a\nreadOnly:true\n",
            "uri file:///a",
            "  uri\t=\t file:///a  ",
            "# comment\n! another\n\nuri = file:///a # not one",
            "uri = file:///\\\n    a\\\n  # inside\n/b",
            "uri = file:///a\\",
            "uri = x\nlayers = a\\",
            "uri = file:///caf\\u00e9/\\u65e5\\t\\n\\q",
            "uri = C:\\\\dir\\\\\\\\x",
            "u\\=r\\ i\\q = x",
            "uri == x",
            "uri",
            "uri =",
            "uri = ${home}/files?create_root=true",
            "uri = ${home}/${empty}/${unknown}/x",
            "uri = ${unknown:-file:///a}${empty:-b}${home:-c}",
            "uri = ${unknown:+file:///a}${empty:+b}${home:+c}",
            "uri = ${${which}}\nwhich = home",
            "a = 1${b}\nb = 2${c}\nc = 3",
            "uri = ${nested}",
            "uri = \\${home\\} $\\{home} ${home\\}}",
            "uri = \\\\${home}",
            "uri = }${home}{",
            "uri = ${",
            "uri = a$__b",
            "uri = \"file:///a\"",
            "uri = \"file:///a\"\nlayers = plain",
            "uri = \"fi\\\"le\"\nreadOnly = \"true\"",
            "uri = x\r\nlayers = y\r"})
    void everyFileMeansTheSame(String text) throws IOException {
        assertThat(asWe(text)).isEqualTo(asFileInstall(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a = ${a}", "a = ${b}\nb = ${a}", "a = \\u12x4", "a = \\u12", "a = B\"true\"", "a = [ \"x\" ]"})
    void whatMakesNoSenseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> asWe(text));
    }

    @Property
    void whatWeWriteIsReadAsItWas(@ForAll("values") String uri, @ForAll("values") String layers) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("uri", "x" + uri);
        values.put("layers", layers);

        String text = CfgWriter.write(values);

        assertThat(text).isASCII();
        assertThat(asWe(text)).isEqualTo(values);
        assertThat(asFileInstall(text)).isEqualTo(values);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("ab \\\"'{}$:=#!%&?/~-+\t\n\u0001é日\ud83d\ude00")
                .ofMaxLength(20)
                .filter(text -> !text.contains("$__"));
    }

    @Property
    void whateverIsReadIsReadTheSame(@ForAll("texts") String text) throws IOException {
        Object expected;
        try {
            expected = asFileInstall(text);
        } catch (IllegalArgumentException e) {
            expected = null;
        }
        if (expected == null) {
            assertThatIllegalArgumentException().isThrownBy(() -> asWe(text));
        } else {
            assertThat(asWe(text)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries
                .of("a", "b", "home", " ", "=", ":", "\\", "\\\\", "\n", "#", "${", "}", "{", "$", ":-", ":+", "\t")
                .list().ofMaxSize(25).map(parts -> "plain=x\nkey=" + String.join("", parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "# comment\nuri = file:///a\n! another\nreadOnly = true",
            "readOnly = true\nuri=file:///\\\n    a\\\n  # inside\n/b\nlayers = retry=2\n",
            "uri = \"file:///a\"\nreadOnly = \"true\"\n",
            "readOnly = true\n",
            "uri = a\nuri = b\n",
            "layers = a\\"})
    void aValueIsReplacedAndAllElseStays(String text) throws IOException {
        for (String value : new String[] {"git+file:///b?x={y}", "C:\\d\"q\"", "file:///caf\u00e9"}) {
            String replaced = CfgWriter.replace(text, "uri", value);

            Map<String, String> expected = new HashMap<>(asWe(text));
            expected.put("uri", value);
            assertThat(asWe(replaced)).isEqualTo(expected);
            assertThat(asFileInstall(replaced)).isEqualTo(expected);
            assertThat(replaced.lines()).containsAll(text.lines().filter(line -> line.startsWith("#")).toList());
        }
    }
}
