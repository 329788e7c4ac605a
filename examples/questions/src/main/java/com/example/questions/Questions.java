package com.example.questions;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.SearchOptions;
import io.foundry9.filebackend.ext.Searchable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts a folder of texts into a vault that can be searched, and answers questions with the passages that fit best. */
public final class Questions {

    private static final String USAGE = "usage: questions URI put FOLDER | questions URI ask [QUESTION...]";
    private static final String TEXTS = "**/*.{md,txt}";
    private static final SearchOptions BEST = SearchOptions.DEFAULTS.withLimit(3);
    private static final int SHOWN = 300;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final SchemeRegistry schemes = SchemeRegistry.discover();

    Questions(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String... words) {
        System.exit(new Questions(System.in, System.out, System.err).run(words));
    }

    /** @return the exit status: 0 when done, 1 when something failed, 2 for wrong usage */
    int run(String... words) {
        boolean put = words.length == 3 && words[1].equals("put");
        boolean ask = words.length >= 2 && words[1].equals("ask");
        if (!put && !ask) {
            err.println(USAGE);
            return 2;
        }
        try (FileBackend vault = schemes.open(words[0])) {
            if (put) {
                put(Path.of(words[2]), vault);
            } else {
                ask(vault, String.join(" ", Arrays.asList(words).subList(2, words.length)));
            }
            return 0;
        } catch (IllegalArgumentException e) { // the URI makes no sense, or the question
            err.println("questions: " + e.getMessage());
            return 2;
        } catch (FileBackendException | IOException e) {
            err.println("questions: " + e.getMessage());
            return 1;
        }
    }

    /** What is there already is not sent again: a vector store knows the checksums of its files. */
    private void put(Path folder, FileBackend vault) throws IOException {
        try (FileBackend texts = schemes.open(folder.toUri().toString())) {
            List<String> paths = texts.glob(TEXTS);
            Map<String, String> here = texts.checksumMany(paths, ChecksumAlgorithm.SHA256);
            Map<String, String> there = vault.checksumMany(paths, ChecksumAlgorithm.SHA256);
            List<String> changed =
                    paths.stream().filter(path -> !here.get(path).equals(there.get(path))).toList();
            vault.inSession(Duration.ofSeconds(10), session -> {
                for (String path : changed) {
                    try (InputStream text = texts.openRead(path)) {
                        session.write(path, Content.of(text));
                    }
                }
                return null;
            });
            out.println(changed.size() + " sent, " + (paths.size() - changed.size()) + " there already");
        }
    }

    /** One question, or without one those that are typed, line by line. */
    private void ask(FileBackend vault, String question) throws IOException {
        Searchable search = vault.as(Searchable.class)
                .orElseThrow(
                        () -> new IllegalArgumentException("this vault answers no questions: take openai+vector:"));
        if (!question.isBlank()) {
            answer(search, question);
            return;
        }
        BufferedReader typed = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = typed.readLine(); line != null; line = typed.readLine()) {
            if (!line.isBlank()) {
                answer(search, line);
            }
        }
    }

    private void answer(Searchable search, String question) {
        List<SearchHit> hits = search.search(question, BEST);
        for (SearchHit hit : hits) {
            String passage = hit.passage().strip().replaceAll("\\s+", " ");
            out.printf("%s (%.2f)%n  %s%n", hit.path(), hit.score(),
                    passage.length() > SHOWN ? passage.substring(0, SHOWN) + "…" : passage);
        }
        if (hits.isEmpty()) {
            out.println("nothing found");
        }
    }
}
