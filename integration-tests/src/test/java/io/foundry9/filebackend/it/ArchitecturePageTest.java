package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The picture in docs/architecture.md shows what the poms, the module declarations and the rules of the classes say. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final String OURS = "filebackend-";

    /** What is made of the others, and is no part of what is built upon. */
    private static final Set<String> NOT_DRAWN = Set.of("bom", "integration-tests", "benchmarks");
    private static final String EXAMPLES = "examples/";

    private static final Pattern REQUIRES = Pattern.compile("requires (?:transitive |static )*(io\\.foundry9[\\w.]*);");
    private static final Pattern MODULE = Pattern.compile("(?m)^module ([\\w.]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final double NEAR = 4;

    private static Document picture;

    @BeforeAll
    static void read() throws Exception {
        picture = xml(ROOT.resolve("docs/architecture.svg"));
    }

    @Test
    void everyModuleIsDrawnAndNothingElse() throws Exception {
        Set<String> built = texts(xml(ROOT.resolve("pom.xml")), "module");
        built.removeIf(module -> NOT_DRAWN.contains(module) || module.startsWith(EXAMPLES));

        assertThat(drawn().map(module -> module.getAttribute("data-module")))
                .containsExactlyInAnyOrderElementsOf(built);
    }

    @Test
    void anArrowIsADependencyAndADependencyIsAnArrow() throws Exception {
        for (Element module : drawn().toList()) {
            String name = module.getAttribute("data-module");
            if (!module.hasAttribute("data-ships")) {
                assertThat(arrows(name, "uses")).as(name).isEqualTo(dependencies(name, "compile"));
            }
        }
    }

    @Test
    void anArrowIsWhatAModuleDeclaresToRequire() throws Exception {
        for (Element module : drawn().toList()) {
            String name = module.getAttribute("data-module");
            Path declaration = declaration(name);
            if (Files.exists(declaration)) {
                assertThat(arrows(name, "uses").stream().map(ArchitecturePageTest::declaredName)).as(name)
                        .containsExactlyInAnyOrderElementsOf(found(REQUIRES, Files.readString(declaration)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArrowIsWhatTheRuleOfItsClassesAllows(ArchitectureTest.Module module) {
        assertThat(arrows(nameOf(module), "uses"))
                .isEqualTo(module.neighbours().stream().map(ArchitecturePageTest::nameOf).collect(Collectors.toSet()));
    }

    @Test
    void whatIsBroughtIsImported() throws IOException {
        for (Element arrow : elements("path", "data-kind", "brings").toList()) {
            String manifest = Files.readString(ROOT.resolve(arrow.getAttribute("data-to"))
                    .resolve("src/main/resources/META-INF/MANIFEST.MF"));
            String exported = manifest.substring(manifest.indexOf("Export-Package:"));
            String first = exported.substring(exported.indexOf(' ') + 1, exported.indexOf(';'));
            try (Stream<Path> sources = Files.walk(ROOT.resolve(arrow.getAttribute("data-from")).resolve("src/main"))) {
                assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                        .anyMatch(file -> text(file).contains("import " + first + "."));
            }
        }
    }

    @Test
    void whatCollectsTheOthersCollectsWhatItSays() throws Exception {
        for (Element module : drawn().filter(each -> each.hasAttribute("data-ships")).toList()) {
            String name = module.getAttribute("data-module");
            assertThat(words(module, "data-ships")).as(name).isEqualTo(dependencies(name, "runtime", "provided"));
        }
    }

    @Test
    void whatIsForTestsIsUsedByTheTestsThatItNames() throws Exception {
        for (Element module : drawn().filter(each -> each.hasAttribute("data-tests")).toList()) {
            Set<String> users = new TreeSet<>();
            for (Element other : drawn().toList()) {
                String name = other.getAttribute("data-module");
                if (dependencies(name, "test").contains(module.getAttribute("data-module"))) {
                    users.add(name);
                }
            }
            assertThat(words(module, "data-tests")).isEqualTo(users);
        }
    }

    @Test
    void aWriteGoesThroughClassesThatAreThere() {
        List<Element> steps = elements("g", "class", "step").toList();

        assertThat(steps).hasSizeGreaterThan(5).allSatisfy(step -> assertThat(ROOT
                .resolve(step.getAttribute("data-module")).resolve("src/main/java")
                .resolve(step.getAttribute("data-class").replace('.', '/') + ".java")).exists());
        assertThat(steps).extracting(step -> step.getAttribute("id"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, steps.size()).mapToObj(n -> "step-" + n).toList());
    }

    @Test
    void anArrowBeginsAtTheOneAndEndsAtTheOtherOfItsModules() {
        assertThat(Stream.of("uses", "brings").flatMap(kind -> elements("path", "data-kind", kind)))
                .isNotEmpty().allSatisfy(arrow -> {
                    double[] ends = ends(arrow.getAttribute("d"));
                    assertThat(isAtEdge(arrow.getAttribute("data-from"), ends[0], ends[1])).as("start").isTrue();
                    assertThat(isAtEdge(arrow.getAttribute("data-to"), ends[2], ends[3])).as("end").isTrue();
                });
    }

    @Test
    void thePictureRunsNothingAndLoadsNothing() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/architecture.svg"));

        assertThat(text).doesNotContain("<script", "href", "@import", "onload").contains("prefers-color-scheme: dark");
    }

    @Test
    void thePageLeadsToWhatIsThere() throws IOException {
        Path page = ROOT.resolve("docs/architecture.md");

        assertThat(found(LINK, Files.readString(page))).contains("architecture.svg")
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    private static Stream<Element> drawn() {
        return elements("g").filter(group -> group.getAttribute("class").startsWith("module"));
    }

    private static Set<String> arrows(String from, String kind) {
        return elements("path", "data-kind", kind).filter(arrow -> arrow.getAttribute("data-from").equals(from))
                .map(arrow -> arrow.getAttribute("data-to")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Element> elements(String tag, String attribute, String value) {
        return elements(tag).filter(element -> element.getAttribute(attribute).equals(value));
    }

    private static Stream<Element> elements(String tag) {
        return all(picture.getElementsByTagName(tag));
    }

    private static Stream<Element> all(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static Set<String> words(Element element, String attribute) {
        return new TreeSet<>(Arrays.asList(element.getAttribute(attribute).split(" ")));
    }

    /** Those of ours, by the names of their folders. */
    private static Set<String> dependencies(String module, String... scopes) throws Exception {
        Set<String> names = new TreeSet<>();
        for (Element dependency : all(
                xml(ROOT.resolve(module).resolve("pom.xml")).getElementsByTagName("dependency")).toList()) {
            String artifact = child(dependency, "artifactId").orElseThrow();
            String scope = child(dependency, "scope").orElse("compile");
            if (artifact.startsWith(OURS) && List.of(scopes).contains(scope)) {
                names.add(artifact.substring(OURS.length()));
            }
        }
        return names;
    }

    private static Optional<String> child(Element element, String tag) {
        return all(element.getElementsByTagName(tag)).map(Element::getTextContent).findFirst();
    }

    private static Set<String> texts(Document document, String tag) {
        return all(document.getElementsByTagName(tag)).map(Element::getTextContent)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path declaration(String module) {
        return ROOT.resolve(module).resolve("src/main/java/module-info.java");
    }

    private static String declaredName(String module) {
        return found(MODULE, text(declaration(module))).get(0);
    }

    private static String nameOf(ArchitectureTest.Module module) {
        return module.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Of a path that is one line: where it begins and ends. */
    private static double[] ends(String line) {
        double[] numbers = NUMBER.matcher(line).results().mapToDouble(found -> Double.parseDouble(found.group()))
                .toArray();
        if (numbers.length == 3) {
            return line.contains("V") ? new double[] {numbers[0], numbers[1], numbers[0], numbers[2]}
                    : new double[] {numbers[0], numbers[1], numbers[2], numbers[1]};
        }
        return numbers;
    }

    private static boolean isAtEdge(String module, double x, double y) {
        Element box = all(picture.getElementsByTagName("g"))
                .filter(group -> group.getAttribute("id").equals("module-" + module))
                .map(group -> (Element) group.getElementsByTagName("rect").item(0)).findFirst().orElseThrow();
        double left = number(box, "x");
        double top = number(box, "y");
        double bottom = top + number(box, "height");
        return x >= left && x <= left + number(box, "width")
                && (Math.abs(y - top) <= NEAR || Math.abs(y - bottom) <= NEAR);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Document xml(Path file) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(file.toFile());
    }
}
