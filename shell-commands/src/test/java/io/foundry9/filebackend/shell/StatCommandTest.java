package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.core.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatCommandTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyFactIsALine() {
        bench.home.create("docs/a.txt", Content.of("x".repeat(2000)));
        assertThat(bench.run("stat", "home:/docs/a.txt").out()).matches("path: docs/a\\.txt\ntype: file\nsize: 2000\n"
                + "created: " + TIME + "\nmodified: " + TIME + "\nencoding: utf-8\nversion: \\d+\n");
        assertThat(bench.onTerminal().run("stat", "-h", "home:/docs/a.txt").out())
                .startsWith("path:     docs/a.txt\ntype:     file\nsize:     2.0K\ncreated:  ");
    }

    @Test
    void theRootHasAName() {
        assertThat(bench.run("stat", "home:").out()).startsWith("path: /\ntype: directory\nsize: 0\n");
    }

    @Test
    void severalAreSeparatedAndTheMissingOneIsTold() {
        bench.with("a", "b");
        Bench.Result result = bench.run("stat", "home:/a", "home:/no", "home:/b");
        assertThat(result.out()).contains("\n\npath: b\n").startsWith("path: a\n");
        assertThat(result.err()).isEqualTo("vault: home:/no: not found; vault:ls home:/ shows what is there\n");
    }

    @Test
    void programsMayHaveJson() {
        bench.with("a \"b\"");
        assertThat(bench.run("stat", "--json", "home:/a \"b\"").out())
                .matches("\\{\"path\":\"a \\\\\"b\\\\\"\",\"type\":\"file\",\"size\":5,\"created\":\"" + TIME
                        + "\",\"modified\":\"" + TIME + "\",\"encoding\":\"utf-8\",\"version\":\"\\d+\"\\}\n");
    }

    @Test
    void jsonEscapesWhatItMust() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\\b\u0001\u009bé");
        map.put("inner", Map.of("n", 1L));
        assertThat(Json.of(map)).isEqualTo("{\"text\":\"a\\\\b\\u0001\\u009bé\",\"inner\":{\"n\":1}}");
    }
}
