package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of {@code docs/announcement.md}, run as it stands there. */
class AnnouncementPageTest {

    private final List<String> logged = new ArrayList<>();

    private void log(String line) {
        logged.add(line);
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of("docs/announcement.md").areIn(AnnouncementPageTest.class);
    }

    @Test
    void writingAndReading(@TempDir Path folder) {
        try (FileBackend files = SchemeRegistry.discover().open("file://" + folder)) {
            files.write("notes/a.txt", Content.of("one\n"));
            log(files.readText("notes/a.txt"));
        }
        assertThat(logged).containsExactly("one\n");
    }
}
