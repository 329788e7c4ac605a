package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages on reliability and security say of tests: that they are there, and how often they do what they do. */
class ReliabilityPageTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final String PAGE = "docs/reliability.md";
    private static final Pattern TEST = Pattern
            .compile("`([A-Z]\\w*(?:Test|IT|Contract|Properties))(?:[#.]([a-z]\\w*))?`");
    private static final Pattern COMMAND = Pattern.compile("`mvn -pl (\\S+) ([^`]*)`");
    private static final Pattern CHOSEN = Pattern.compile("-D(?:it\\.)?test='?(\\w+)(?:#(\\w+))?'?(?: |$)");
    private static final Pattern LOOP =
            Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]*\\| ([\\d,; ]+) \\| ([\\d,; ]+) \\|$");

    /** Sources of tests, by the names of their classes. */
    private static Map<String, Path> tests;

    @BeforeAll
    static void findTests() throws IOException {
        tests = new TreeMap<>();
        try (Stream<Path> files = Files.find(ROOT, 20, (file, attributes) -> attributes.isRegularFile()
                && file.toString().endsWith(".java") && !ROOT.relativize(file).toString().contains("target"))) {
            files.forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "docs/security.md"})
    void everyTestThatIsNamedIsThere(String page) throws IOException {
        assertThat(found(TEST, page)).hasSizeGreaterThan(20).allSatisfy(test -> {
            assertThat(tests).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(source(test.group(1))).contains(" " + test.group(2) + "(");
            }
        });
    }

    @Test
    void everyCommandRunsATestOfItsModule() throws IOException {
        assertThat(found(COMMAND, PAGE)).hasSizeGreaterThan(20).allSatisfy(command -> {
            MatchResult chosen = CHOSEN.matcher(command.group(2)).results()
                    .filter(each -> !each.group(1).equals("none")).findFirst().orElseThrow();
            assertThat(tests).containsKey(chosen.group(1));
            assertThat(tests.get(chosen.group(1))).startsWith(ROOT.resolve(command.group(1)));
            if (chosen.group(2) != null) {
                assertThat(source(chosen.group(1))).contains("void " + chosen.group(2) + "(");
            }
        });
    }

    @Test
    void loopsAreAsLongAsThePageSays() throws IOException {
        assertThat(found(LOOP, PAGE)).hasSizeGreaterThan(10).allSatisfy(row -> {
            List<String> few = numbers(row.group(2));
            List<String> many = numbers(row.group(3));
            String code = source(row.group(1)).replace("_", "");
            assertThat(many).hasSameSizeAs(few);
            for (int i = 0; i < few.size(); i++) {
                assertThat(code).as(row.group(1)).containsPattern(
                        "(LONG|f9.long.\\)) \\? (" + many.get(i) + "|MOST) : " + few.get(i) + "\\b");
            }
        });
    }

    private static List<String> numbers(String cell) {
        return Stream.of(cell.split(";")).map(number -> number.replace(",", "").strip()).toList();
    }

    private static List<MatchResult> found(Pattern pattern, String page) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve(page))).results().toList();
    }

    private static String source(String test) {
        try {
            return Files.readString(tests.get(test));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
