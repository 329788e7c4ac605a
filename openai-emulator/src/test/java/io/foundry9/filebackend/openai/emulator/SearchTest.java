package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(
            OpenAiEmulator.strict().indexingDelay(Duration.ofSeconds(1)));

    private TestClient client;
    private String store;

    @BeforeEach
    void fill() {
        client = TestClient.of(openai);
        store = openai.emulator().createVectorStore("docs");
        add("cats.txt", "Cats sleep. Cats hunt mice. Cats purr.", Map.of("topic", "animals", "year", 2020));
        add("dogs.txt", "Dogs bark at cats, and sleep after that.", Map.of("topic", "animals", "year", 2024));
        add("trees.txt", "Trees grow slowly.", Map.of("topic", "plants", "kept", true));
        openai.emulator().advance(Duration.ofSeconds(1));
    }

    private String add(String filename, String text, Map<String, ?> attributes) {
        String id = openai.emulator().addFile(filename, "user_data", text.getBytes(StandardCharsets.UTF_8));
        openai.emulator().attach(store, id, attributes);
        return id;
    }

    private Answer search(String body) throws IOException {
        return client.post("/vector_stores/" + store + "/search", body);
    }

    @Test
    void theFileThatSaysMostAboutItComesFirst() throws IOException {
        Answer answer = search("{'query':'cats'}");
        assertThat(answer.listed("filename")).containsExactly("cats.txt", "dogs.txt");
        JsonNode best = answer.json().path("data").path(0);
        assertThat(best.path("score").asDouble()).isBetween(0.0, 1.0);
        assertThat(best.path("score").asDouble())
                .isGreaterThan(answer.json().path("data").path(1).path("score").asDouble());
        assertThat(best.path("attributes").path("topic").asText()).isEqualTo("animals");
        assertThat(best.path("content").path(0).path("text").asText()).contains("Cats purr");
    }

    @Test
    void severalQueriesFindWhatEachFinds() throws IOException {
        assertThat(search("{'query':['mice','trees']}").listed("filename")).containsExactlyInAnyOrder("cats.txt",
                "trees.txt");
    }

    @Test
    void resultsAndTheirScoresCanBeLimited() throws IOException {
        assertThat(search("{'query':'cats','max_num_results':1}").listed("filename")).containsExactly("cats.txt");
        assertThat(search("{'query':'cats','ranking_options':{'score_threshold':1}}").listed("filename")).isEmpty();
    }

    @Test
    void aQueryCanBeRewritten() throws IOException {
        Answer answer = search("{'query':'What do the cats do?','rewrite_query':true}");
        assertThat(answer.json().path("search_query").path(0).asText()).isEqualTo("cats");
    }

    @Test
    void whatIsNotIndexedOrGoneIsNotFound() throws IOException {
        add("new.txt", "Cats everywhere.", Map.of());
        openai.emulator().files().stream().filter(file -> file.filename().equals("dogs.txt"))
                .forEach(file -> delete(file.id()));
        assertThat(search("{'query':'cats'}").listed("filename")).containsExactly("cats.txt");
        openai.emulator().advance(Duration.ofSeconds(1));
        assertThat(search("{'query':'cats'}").listed("filename")).contains("new.txt");
    }

    private void delete(String file) {
        try {
            client.delete("/files/" + file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void passagesOverlapAsTheChunkingSays() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("word").append(i).append(' ');
        }
        add("long.txt", text.toString(), Map.of());
        openai.emulator().advance(Duration.ofSeconds(1));
        JsonNode content = search("{'query':'word500'}").json().path("data").path(0).path("content");
        assertThat(content).hasSize(2);
        assertThat(search("{'query':'word1'}").json().path("data").path(0).path("content")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'type':'eq','key':'topic','value':'animals'} | cats.txt dogs.txt",
            "{'type':'ne','key':'topic','value':'animals'} | trees.txt",
            "{'type':'gt','key':'year','value':2020} | dogs.txt",
            "{'type':'gte','key':'year','value':2020} | cats.txt dogs.txt",
            "{'type':'lt','key':'year','value':2024} | cats.txt",
            "{'type':'lte','key':'year','value':2024.0} | cats.txt dogs.txt",
            "{'type':'in','key':'year','value':[2020,2021]} | cats.txt",
            "{'type':'nin','key':'year','value':[2020,2021]} | dogs.txt trees.txt",
            "{'type':'eq','key':'kept','value':true} | trees.txt",
            "{'type':'eq','key':'year','value':'2020'} | ''",
            "{'type':'gt','key':'topic','value':'b'} | trees.txt",
            "{'type':'gt','key':'kept','value':1} | ''",
            "{'type':'and','filters':[{'type':'eq','key':'topic','value':'animals'},"
                    + "{'type':'or','filters':[{'type':'eq','key':'year','value':2024},"
                    + "{'type':'eq','key':'year','value':1999}]}]} | dogs.txt"})
    void attributesNarrowTheSearch(String filter, String expected) throws IOException {
        Answer answer = search("{'query':'cats dogs trees','filters':" + filter + "}");
        assertThat(answer.listed("filename")).containsExactlyInAnyOrder(
                expected.isEmpty() ? new String[0] : expected.split(" "));
    }
}
