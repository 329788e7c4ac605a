package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java samples of a page of the documentation: each stands, line by line and indented as a whole, in a source file
 * that is compiled and run as a test. So a page shows only what works.
 */
final class SamplesOnPage {

    private static final String FENCE = "```";
    private static final String JAVA = FENCE + "java";

    private final String page;
    private final List<List<String>> samples;

    private SamplesOnPage(String page, List<List<String>> samples) {
        this.page = page;
        this.samples = samples;
    }

    /** @param page from the root of the project, such as {@code docs/a.md} */
    static SamplesOnPage of(String page) throws IOException {
        return new SamplesOnPage(page, samplesIn(Files.readAllLines(Pages.ROOT.resolve(page))));
    }

    static List<List<String>> samplesIn(List<String> lines) {
        List<List<String>> samples = new ArrayList<>();
        List<String> current = null;
        for (String line : lines) {
            if (current == null && line.strip().equals(JAVA)) {
                current = new ArrayList<>();
            } else if (current != null && line.strip().equals(FENCE)) {
                samples.add(current);
                current = null;
            } else if (current != null) {
                current.add(line);
            }
        }
        assertThat(current).as("a sample that does not end").isNull();
        return samples;
    }

    /**
     * Fails if the page has no sample, or one that is in none of the source files.
     *
     * @param sources test classes of this module
     */
    void areIn(Class<?>... sources) throws IOException {
        List<String> files = new ArrayList<>();
        for (Class<?> source : sources) {
            files.add("integration-tests/src/test/java/" + source.getName().replace('.', '/') + ".java");
        }
        areIn(files);
    }

    /**
     * Fails if the page has no sample, or one that is in none of the source files.
     *
     * @param sources from the root of the project
     */
    void areIn(List<String> sources) throws IOException {
        assertThat(samples).as("samples of %s", page).isNotEmpty();
        List<List<String>> files = new ArrayList<>();
        for (String source : sources) {
            files.add(Files.readAllLines(Pages.ROOT.resolve(source)));
        }
        assertThat(samples).allSatisfy(sample -> assertThat(files)
                .as("%s shows what no test runs:%n%s", page, String.join("\n", sample))
                .anyMatch(file -> isIn(file, sample)));
    }

    static boolean isIn(List<String> file, List<String> sample) {
        for (int start = 0; start + sample.size() <= file.size(); start++) {
            if (isAt(file.subList(start, start + sample.size()), sample)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(List<String> lines, List<String> sample) {
        int deeper = indentOf(lines.get(0)) - indentOf(sample.get(0));
        for (int i = 0; i < sample.size(); i++) {
            String expected =
                    sample.get(i).isBlank() || deeper < 0 ? sample.get(i) : " ".repeat(deeper) + sample.get(i);
            if (!lines.get(i).stripTrailing().equals(expected.stripTrailing())) {
                return false;
            }
        }
        return true;
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }
}
