package io.foundry9.filebackend.it.docs;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/osgi.md} is that of an example that is built, and used by a test of the platform. */
class OsgiPageTest {

    @Test
    void thePageShowsTheExample() throws IOException {
        SamplesOnPage.of("docs/osgi.md").areIn(List.of("examples/notes/src/main/java/com/example/notes/Notes.java"));
    }
}
