package io.foundry9.filebackend.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.openai.emulator.Fault;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a vault adds to the requests of OpenAI's client, and how many requests an operation makes. */
final class OpenAiVaults implements Subject {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int READS = 500;
    private static final Duration SERVICE = Duration.ofMillis(20);

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("openai", "OpenAI vaults",
                "Against the emulator on this machine, which answers at once, and again as it takes its time as a service "
                        + "over a network does.");
        reading(chapter, settings, Duration.ZERO);
        reading(chapter, settings, SERVICE);
        requests(chapter);
        return chapter;
    }

    private static FileBackend open(OpenAiEmulator emulator) {
        return SchemeRegistry.discover().open(
                "openai+vector://?name=docs&create=true&api_key=sk-emulator&cache_ttl=1h&base_url="
                        + emulator.baseUrl());
    }

    private static void reading(Chapter chapter, Settings settings, Duration delay) throws Exception {
        int reads = settings.count(delay.isZero() ? READS : READS / 10);
        OpenAIClient client = null;
        try (OpenAiEmulator emulator = OpenAiEmulator.lenient().start(); FileBackend ours = open(emulator)) {
            client = OpenAIOkHttpClient.builder().baseUrl(emulator.baseUrl()).apiKey("sk-emulator").build();
            OpenAIClient bare = client;
            ours.create("a.txt", Content.of("text ".repeat(800)));
            String id = emulator.files().get(0).id();
            if (!delay.isZero()) {
                emulator.faults().random(1, 1, Fault.stalled(delay));
            }
            String peer = "the bare client";
            Standing standing = chapter.add(new Race("%d reads of 4 KB, answered %s".formatted(reads,
                    delay.isZero() ? "at once" : "after " + delay.toMillis() + " ms"), Unit.OPERATIONS, reads)
                    .add(Contestant.method("read", () -> {
                        for (int i = 0; i < reads; i++) {
                            Streams.expect(4000, ours.read("a.txt").length);
                        }
                    }))
                    .add(Contestant.method(peer, () -> {
                        for (int i = 0; i < reads; i++) {
                            try (HttpResponse response = bare.files().content(id)) {
                                Streams.expect(4000, response.body().readAllBytes().length);
                            }
                        }
                    }))

                    .warmUp(WARM_UP).run(settings.rounds()));
            chapter.addRatio(standing, "read", peer, 1.1);
        } finally {
            if (client != null) {
                client.close();
            }
        }
    }

    private static void requests(Chapter chapter) throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().start(); FileBackend ours = open(emulator)) {
            ours.create("first.txt", Content.of("first"));
            List<String> rows = new ArrayList<>();
            count(emulator, rows, "create", () -> ours.create("a.txt", Content.of("text")));
            count(emulator, rows, "read", () -> ours.read("a.txt"));
            count(emulator, rows, "info, list, glob, sha256", () -> {
                ours.info("a.txt");
                ours.list("");
                ours.glob("**");
                ours.checksum("a.txt", ChecksumAlgorithm.SHA256);
            });
            count(emulator, rows, "replace", () -> ours.write("a.txt", Content.of("other"), WriteOption.OVERWRITE));
            count(emulator, rows, "move", () -> ours.move("a.txt", "b.txt"));
            count(emulator, rows, "delete", () -> ours.delete("b.txt"));
            count(emulator, rows, "session with 100 new files", () -> {
                try (Session session = ours.openSession(Duration.ofSeconds(10))) {
                    for (int i = 0; i < 100; i++) {
                        session.create("many/" + i + ".txt", Content.of("text " + i));
                    }
                    session.commit();
                }
            });
            chapter.add(Goal.shown("requests per operation, counted by the emulator", String.join("; ", rows)));
        }
    }

    private static void count(OpenAiEmulator emulator, List<String> rows, String name, Contestant.Task task)
            throws Exception {
        long mark = emulator.mark();
        task.run();
        int sum = emulator.countsSince(mark).values().stream().mapToInt(Integer::intValue).sum();
        rows.add(name + " " + sum);
    }
}
