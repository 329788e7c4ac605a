package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.SearchOptions;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/openai.md}, run as it stands there. */
class OpenAiPageTest {

    private final StringBuilder answer = new StringBuilder();
    private OpenAiEmulator emulator;
    private FileBackend files;

    @BeforeEach
    void open() {
        emulator = OpenAiEmulator.strict().start();
        files = SchemeRegistry.discover().open("openai+vector://?name=docs&create=true&api_key=sk-emulator&base_url="
                + emulator.baseUrl());
    }

    @AfterEach
    void close() {
        files.close();
        emulator.close();
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of("docs/openai.md").areIn(OpenAiPageTest.class);
    }

    @Test
    void searching() {
        files.create("guide/swap.md", Content.of("To swap a vault, name the new URI."));
        files.create("other.md", Content.of("How do I swap a vault? Ask the guide."));

        Searchable search = files.as(Searchable.class).orElseThrow();
        for (SearchHit hit : search.search("how do I swap a vault", SearchOptions.DEFAULTS.within("guide/**"))) {
            answer.append(hit.path()).append(": ").append(hit.passage());
        }

        assertThat(answer).hasToString("guide/swap.md: To swap a vault, name the new URI.");
    }

    @Test
    void collecting() {
        assertThat(files.as(Collectable.class).orElseThrow().collect().removed()).isZero();
    }
}
