package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileRefusalsTest {
    @RegisterExtension final OpenAiEmulatorExtension openai =
            new OpenAiEmulatorExtension(OpenAiEmulator.strict().validating(false));

    private TestClient client;
    private String store;
    private String files;
    private String file;

    @BeforeEach
    void connect() throws IOException {
        client = TestClient.of(openai);
        store = openai.emulator().createVectorStore("docs");
        files = "/vector_stores/" + store + "/files";
        file = client.uploaded("a.txt", "hello");
    }

    private Answer attach(String attributes) throws IOException {
        return client.post(files, "{'file_id':'" + file + "','attributes':" + attributes + "}");
    }

    private void assertRefused(Answer answer, String param) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("param").asText()).isEqualTo(param);
        assertThat(openai.emulator().vectorStoreFiles(store)).isEmpty();
    }

    @Test
    void moreThanSixteenAttributesAreRefused() throws IOException {
        String many = IntStream.range(0, 17).mapToObj(i -> "'k" + i + "':1").collect(Collectors.joining(",", "{", "}"));
        assertRefused(attach(many), "attributes");
    }

    @Test
    void longKeysAndValuesAreRefused() throws IOException {
        assertRefused(attach("{'" + "k".repeat(65) + "':1}"), "attributes");
        assertRefused(attach("{'k':'" + "v".repeat(513) + "'}"), "attributes.k");
        assertThat(attach("{'" + "k".repeat(64) + "':'" + "v".repeat(512) + "'}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'k':null}", "{'k':[1]}", "{'k':{}}"})
    void attributesAreStringsNumbersAndBooleans(String attributes) throws IOException {
        assertRefused(attach(attributes), "attributes.k");
    }

    @Test
    void attributesAreAnObject() throws IOException {
        assertRefused(attach("[]"), "attributes");
    }

    @Test
    void aFileThatDoesNotExistIsNotFound() throws IOException {
        assertThat(client.post(files, "{'file_id':'file-x'}").status()).isEqualTo(404);
        assertThat(client.get(files + "/file-x").status()).isEqualTo(404);
        assertThat(client.get("/vector_stores/vs_x/files").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'file_id':1}", "{'file_id':null}", "[]", "{'file_id':'FILE','colour':'red'}",
            "{'file_id':'FILE','chunking_strategy':{'type':'best'}}",
            "{'file_id':'FILE','chunking_strategy':{'type':'static'}}",
            "{'file_id':'FILE','chunking_strategy':{'type':'static','static':"
                    + "{'max_chunk_size_tokens':99,'chunk_overlap_tokens':1}}}",
            "{'file_id':'FILE','chunking_strategy':{'type':'static','static':"
                    + "{'max_chunk_size_tokens':200,'chunk_overlap_tokens':101}}}"})
    void requestsThatAreNotAsDescribedAreRefused(String body) throws IOException {
        assertThat(client.post(files, body.replace("FILE", file)).status()).isEqualTo(400);
        assertThat(openai.emulator().vectorStoreFiles(store)).isEmpty();
    }

    @Test
    void anUpdateNeedsAttributes() throws IOException {
        attach("{}");
        assertThat(client.post(files + "/" + file, "{}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=101", "filter=lost"})
    void listsRefuseWhatTheyDoNotUnderstand(String query) throws IOException {
        assertThat(client.get(files + "?" + query).status()).isEqualTo(400);
    }
}
