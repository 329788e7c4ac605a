package com.example.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

    private static final String KEY = "sk-questions";

    @TempDir static Path folder;
    private static Path texts;
    private static Path key;
    private static OpenAiEmulator emulator;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws IOException {
        emulator = OpenAiEmulator.strict().apiKeys(KEY).validating(false).start();
        key = Files.writeString(folder.resolve("key"), KEY);
        texts = Files.createDirectories(folder.resolve("texts/law")).getParent();
        Files.writeString(texts.resolve("law/invoices.md"), "# Invoices\nInvoices are kept for ten years.\n");
        Files.writeString(texts.resolve("garden.txt"), "Tomatoes are watered in the morning.\n");
        Files.write(texts.resolve("photo.jpg"), new byte[100]);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static String uri(String name, Path keyFile) {
        return "openai+vector://?name=" + name + "&create=true&indexing=wait&base_url=" + emulator.baseUrl()
                + "&api_key=file:" + keyFile;
    }

    private int run(String typed, String... words) {
        out.reset();
        err.reset();
        return new Questions(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
    }

    @Test
    void questionsAreAnsweredFromTheTextsOfAFolder() throws IOException {
        String vault = uri("answers", key);

        assertThat(run("", vault, "put", texts.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("2 sent, 0 there already\n");

        assertThat(run("", vault, "ask", "how", "long", "are", "invoices", "kept?")).isZero();
        assertThat(out.toString()).startsWith("law/invoices.md (")
                .contains("  # Invoices Invoices are kept for ten years.");

        assertThat(run("invoices\n\ntomatoes\n", vault, "ask")).isZero();
        assertThat(out.toString()).contains("ten years", "in the morning").doesNotContain("photo");

        Files.writeString(texts.resolve("garden.txt"), "Tomatoes are watered at night.\n");
        assertThat(run("", vault, "put", texts.toString())).isZero();
        assertThat(out.toString()).isEqualTo("1 sent, 1 there already\n");
        run("", vault, "ask", "tomatoes");
        assertThat(out.toString()).contains("at night").doesNotContain("morning");
    }

    @Test
    void whatIsWrongIsOneLine() throws IOException {
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString()).startsWith("usage: questions URI put FOLDER").hasLineCount(1);
        assertThat(run("", "openai+vector://vs_1", "put")).isEqualTo(2);
        assertThat(run("", "openai+vector://vs_1", "guess", "x")).isEqualTo(2);

        assertThat(run("", "nosuch:///x", "ask", "x")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("questions: unknown scheme 'nosuch'; known are file, openai+vector\n");
        assertThat(run("", texts.toUri().toString(), "ask", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("answers no questions").hasLineCount(1);
        assertThat(run("", uri("wrong", key), "put", folder.resolve("nosuch").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("does not exist").hasLineCount(1);
    }

    @Test
    void aKeyThatIsRefusedIsOneLineWithoutTheKey() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "sk-not-this-one");

        assertThat(run("", uri("refused", other), "ask", "x")).isEqualTo(1);

        assertThat(err.toString()).startsWith("questions: ").hasLineCount(1).doesNotContain("sk-not");
    }
}
