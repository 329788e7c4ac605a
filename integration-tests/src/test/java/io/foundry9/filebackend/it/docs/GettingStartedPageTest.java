package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code docs/getting-started.md}, which {@link TranscriptsIT} runs as the page says. */
class GettingStartedPageTest {

    private static final String PAGE = "docs/getting-started.md";
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(filebackend-[a-z-]+)</artifactId>");

    @TempDir Path root;

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of(PAGE).areIn(FirstSteps.class);
    }

    @Test
    void theProgramKeepsAList() {
        FirstSteps.main(new String[] {"file://" + root});
        FirstSteps.main(new String[] {"file://" + root});

        assertThat(root.resolve("notes/java.txt")).hasContent("Read a book\nRead another\n");
    }

    @Test
    void theVersionsOfItsDependenciesAreInTheBillOfMaterials() throws IOException {
        List<String> named = artifacts(PAGE);

        assertThat(named).contains("filebackend-bom", "filebackend-backend-local", "filebackend-features-compat");
        assertThat(artifacts("bom/pom.xml")).containsAll(named);
    }

    private static List<String> artifacts(String file) throws IOException {
        return ARTIFACT.matcher(Files.readString(Pages.ROOT.resolve(file))).results().map(found -> found.group(1))
                .toList();
    }
}
