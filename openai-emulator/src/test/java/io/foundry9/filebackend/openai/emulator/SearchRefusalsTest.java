package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRefusalsTest {
    @RegisterExtension final OpenAiEmulatorExtension openai =
            new OpenAiEmulatorExtension(OpenAiEmulator.strict().validating(false));

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'query':1}", "{'query':'a','max_num_results':0}",
            "{'query':'a','max_num_results':51}", "{'query':'a','max_num_results':'5'}",
            "{'query':'a','rewrite_query':'yes'}", "{'query':'a','ranking_options':{'score_threshold':2}}",
            "{'query':'a','ranking_options':{'score_threshold':'2'}}", "{'query':'a','ranking_options':{'ranker':'x'}}",
            "{'query':'a','filters':{'type':'like','key':'k','value':'v'}}",
            "{'query':'a','filters':{'type':'eq','key':'k'}}", "{'query':'a','filters':{'type':'and'}}",
            "{'query':'a','top_k':3}"})
    void whatIsNotAsDescribedIsRefused(String body) throws IOException {
        String store = openai.emulator().createVectorStore("docs");
        assertThat(TestClient.of(openai).post("/vector_stores/" + store + "/search", body).status()).isEqualTo(400);
    }
}
