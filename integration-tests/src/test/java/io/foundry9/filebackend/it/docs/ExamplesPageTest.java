package io.foundry9.filebackend.it.docs;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/examples.md} is that of the examples, which have tests of their own. */
class ExamplesPageTest {

    @Test
    void everySampleOfThePageIsOfAnExample() throws IOException {
        SamplesOnPage.of("docs/examples.md").areIn(List.of(
                "examples/plain-java/src/main/java/com/example/sitereport/SiteReport.java",
                "examples/git-notes/src/main/java/com/example/gitnotes/Notebook.java",
                "examples/questions/src/main/java/com/example/questions/Questions.java",
                "examples/mirror/src/main/java/com/example/mirror/Mirror.java"));
    }
}
