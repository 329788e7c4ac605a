package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void itTellsHowToGoOn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OpenAiEmulator emulator = Main.start(Main.Options.of("--lenient", "--store", "docs"),
                new PrintStream(out, true, StandardCharsets.UTF_8))) {
            String store = emulator.vectorStores().get(0);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(emulator.baseUrl(),
                    "export OPENAI_API_KEY=sk-emulator", "./vault vault:add docs \"openai+vector://" + store
                            + "?base_url=" + emulator.baseUrl() + "&api_key=env:OPENAI_API_KEY\"");
            assertThat(TestClient.of(emulator).get("/vector_stores/" + store).text("name")).isEqualTo("docs");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--colour red", "--store"})
    void itRefusesWhatItDoesNotKnow(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> Main.Options.of(arguments.split(" ")));
    }
}
