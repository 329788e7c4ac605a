package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bill of materials names every module that is published, and nothing that others make. */
class BomTest {
    private static final Path ROOT = Path.of("..");
    private static final String OURS = "filebackend-";
    private static final Set<String> NOT_PUBLISHED = Set.of("bom", "integration-tests", "benchmarks");

    @Test
    void everyPublishedModuleIsInIt() throws IOException {
        Set<String> modules = found(ROOT.resolve("pom.xml"), "<module>([^<]+)</module>");
        modules.removeIf(module -> NOT_PUBLISHED.contains(module) || module.startsWith("examples/"));

        Set<String> managed = found(ROOT.resolve("bom/pom.xml"), "<artifactId>([^<]+)</artifactId>");
        managed.removeIf(Predicate.not(name -> name.startsWith(OURS)));
        managed.remove(OURS + "bom");

        assertThat(managed).isEqualTo(modules.stream().map(module -> OURS + module).collect(Collectors.toSet()));
    }

    @Test
    void itIsOfTheVersionOfAllAndBringsNoVersionsOfOthers() throws IOException {
        Path bom = ROOT.resolve("bom/pom.xml");

        String version = first(ROOT.resolve("pom.xml"), "<version>([^<]+)</version>");
        assertThat(first(bom, "<version>([^<]+)</version>")).isEqualTo(version);
        assertThat(Files.readString(bom)).doesNotContain("<parent>");
        String managed = first(bom, "(?s)<dependencyManagement>(.*)</dependencyManagement>");
        assertThat(Pattern.compile("<groupId>([^<]+)</groupId>").matcher(managed).results()
                .map(match -> match.group(1)).distinct()).containsExactly("io.foundry9.filebackend");
    }

    private static Set<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(file)).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String first(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(file)).results().map(match -> match.group(1))
                .findFirst().orElseThrow();
    }
}
