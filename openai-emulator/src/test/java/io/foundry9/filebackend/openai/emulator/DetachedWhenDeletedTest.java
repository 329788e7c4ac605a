package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DetachedWhenDeletedTest {
    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(
            OpenAiEmulator.strict().deletedFilesAreDetached(true));

    @Test
    void aDeletedFileLeavesItsStoresWhenToldSo() throws IOException {
        String store = openai.emulator().createVectorStore("docs");
        String file = openai.emulator().addFile("a.txt", "assistants", new byte[] {'a'});
        openai.emulator().attach(store, file, Map.of());
        TestClient.of(openai).delete("/files/" + file);
        assertThat(openai.emulator().vectorStoreFiles(store)).isEmpty();
    }
}
