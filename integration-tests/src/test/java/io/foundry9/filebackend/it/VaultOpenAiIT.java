package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vector store as a vault, on the command line, with the bundles as shipped. */
class VaultOpenAiIT {

    private static final String KEY = "sk-emulator-canary";

    @TempDir Path folder;
    private OpenAiEmulator emulator;

    @BeforeEach
    void start() {
        emulator = OpenAiEmulator.strict().apiKeys(KEY).start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void filesAreKeptExactlyAndAnswerQuestions() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        Path binary = Files.write(folder.resolve("blob.bin"), new byte[] {0, (byte) 255, '\r', '\n', 1});
        Vault vault = Vault.in(Files.createDirectory(folder.resolve("home")));

        Finished script = vault.script(String.join("\n",
                "add docs 'openai+vector://?name=docs&create=true&base_url=" + emulator.baseUrl() + "&api_key=file:"
                        + key
                        + "'",
                "write docs:/guide/swap.md 'To swap a vault, name the new URI.'",
                "put " + binary + " docs:/blob.bin",
                "mv docs:/blob.bin docs:/data/blob.bin",
                "find docs: '**'",
                "get docs:/data/blob.bin " + folder.resolve("back.bin"),
                "search docs 'how do I swap a vault'",
                "gc docs",
                "list",
                "rm -r docs:/data",
                "ls docs:/") + "\n");

        assertThat(script.err()).isEmpty();
        assertThat(script.status()).isZero();
        assertThat(script.out()).contains("guide/swap.md\t", "name the new URI", "nothing to do", "data/blob.bin")
                .endsWith("guide\n").doesNotContain(KEY);
        assertThat(folder.resolve("back.bin")).hasSameBinaryContentAs(binary);
        assertThat(emulator.violations()).isEmpty();
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(contentOf(file))
                    .doesNotContain(KEY));
        }
    }

    private static String contentOf(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
