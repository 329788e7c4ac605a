package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBatchRefusalsTest {
    @RegisterExtension final OpenAiEmulatorExtension openai =
            new OpenAiEmulatorExtension(OpenAiEmulator.strict().validating(false));

    private int post(String body) throws IOException {
        String store = openai.emulator().createVectorStore("docs");
        return TestClient.of(openai).post("/vector_stores/" + store + "/file_batches", body).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'file_ids':[]}", "{'file_ids':['a'],'files':[{'file_id':'a'}]}", "{'files':[1]}",
            "{'files':[{'colour':'red'}]}", "{'file_ids':'a'}"})
    void whatIsNotAsDescribedIsRefused(String body) throws IOException {
        assertThat(post(body)).isEqualTo(400);
    }

    @Test
    void aBatchHasAtMostTwoThousandFiles() throws IOException {
        String id = openai.emulator().addFile("a.txt", "assistants", new byte[] {'a'});
        String ids = IntStream.range(0, 2000).mapToObj(i -> "'" + id + "'").collect(Collectors.joining(","));
        assertThat(post("{'file_ids':[" + ids + "]}")).isEqualTo(200);
        assertThat(post("{'file_ids':[" + ids + ",'" + id + "']}")).isEqualTo(400);
    }
}
