package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the API reference is made of: an overview that leads to each package, packages and types that introduce themselves. */
class ReferenceTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern EXPORTS = Pattern.compile("(?m)^ +exports ([\\w.]+);");
    private static final Pattern TYPE = Pattern
            .compile("(?m)^public (?:(?:final|abstract|sealed) )*(class|interface|record|enum|@interface) (\\w+)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern THREADS = Pattern.compile("(?i)thread|immutable|without state");

    /** The folders of the exported packages, by name. */
    private static Map<String, Path> packages;

    @BeforeAll
    static void findPackages() throws IOException {
        packages = new TreeMap<>();
        for (String module : new String[] {"api", "local-store", "features-compat", "contract-tests"}) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            for (MatchResult exported : EXPORTS.matcher(Files.readString(sources.resolve("module-info.java"))).results()
                    .toList()) {
                packages.put(exported.group(1), sources.resolve(exported.group(1).replace('.', '/')));
            }
        }
        assertThat(packages).hasSizeGreaterThan(7);
    }

    @Test
    void theOverviewLeadsToEachPackage() throws IOException {
        String overview = Files.readString(ROOT.resolve("build/overview.html"));

        assertThat(packages.keySet()).allSatisfy(each -> assertThat(overview)
                .containsPattern("\\{@link " + Pattern.quote(each) + "(\\.[A-Z]\\w+)?\\}"));
    }

    @Test
    void eachPackageSaysMoreThanItsName() {
        assertThat(packages.values())
                .allSatisfy(folder -> assertThat(comment(Files.readString(folder.resolve("package-info.java"))))
                        .contains("<p>", "{@link"));
    }

    @Test
    void eachPublicTypeSaysWhatItIsAndByHowManyThreadsItMayBeUsed() throws IOException {
        for (Path folder : packages.values()) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    check(Files.readString(file), file.getFileName().toString());
                }
            }
        }
    }

    private static void check(String source, String name) {
        TYPE.matcher(source).results().findFirst().ifPresent(type -> {
            String comment = comment(source.substring(source.indexOf("\n\n"), type.start()));
            assertThat(comment).as(name).isNotBlank();
            boolean isKnown = type.group(1).matches("record|enum|@interface")
                    || name.matches(".*(Exception|Contract|Properties)\\.java");
            if (!isKnown) {
                assertThat(comment).as(name).containsPattern(THREADS);
            }
        });
    }

    private static String comment(String source) {
        return COMMENT.matcher(source).results().map(each -> each.group(1).replaceAll("\\s+(\\* )?", " "))
                .reduce((first, last) -> last).orElse("");
    }
}
