package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.openai.emulator.Fault;
import io.foundry9.filebackend.openai.emulator.Faults;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of operations when the service, or the way to it, fails. */
class OpenAiFaultsTest {

    private static OpenAiKit kit;

    private String storeId;
    private FileBackend files;

    @BeforeAll
    static void start() {
        kit = new OpenAiKit(OpenAiEmulator.strict());
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @BeforeEach
    void open() throws IOException {
        storeId = kit.vectorStore("companion batch");
        files = StoreBackend.over(kit.open(storeId));
    }

    @AfterEach
    void close() {
        kit.emulator().faults().clear();
        files.close();
    }

    private static Faults faults() {
        return kit.emulator().faults();
    }

    private long filesOfStore() {
        return kit.emulator().files().stream().filter(file -> file.filename().contains(storeId)).count();
    }

    @Test
    void anUploadWhoseAnswerGotLostIsFoundAgainAndNotDoubled() {
        faults().next("POST /files", Fault.lostAnswer()).nth(3, "POST /files", Fault.lostAnswer());
        files.create("a", Content.of("a"));
        assertThat(files.readText("a")).isEqualTo("a");
        assertThat(filesOfStore()).isEqualTo(2);
    }

    @Test
    void whateverFailsOnceIsDoneAllTheSame() {
        for (Fault fault : List.of(Fault.rateLimited(), Fault.rateLimited(Duration.ofMillis(300)), Fault.serverError(),
                Fault.badGateway(), Fault.unavailable(), Fault.resetBefore(), Fault.lostAnswer(), Fault.truncated(),
                Fault.halfBody(), Fault.duplicated())) {
            for (String route : List.of("POST /files", "POST /vector_stores/{id}/files",
                    "DELETE /vector_stores/{id}/files/{file_id}", "DELETE /files/{id}", "GET /files/{id}/content")) {
                faults().next(route, fault);
                files.write("a", Content.of(fault + route));
                assertThat(files.readText("a")).as(fault + " of " + route).isEqualTo(fault + route);
                faults().clear();
            }
        }
        files.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
        assertThat(filesOfStore()).isEqualTo(2);
    }

    @Test
    void theTimeThatTheServiceAsksForIsWaited() {
        faults().next("POST /files", Fault.rateLimited(Duration.ofMillis(1_500)));
        long start = System.nanoTime();
        files.create("a", Content.of("a"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_400));
    }

    @Test
    void whenItAsksForMoreThanThereIsTheCallFailsAtOnceAndSaysSo() {
        faults().next("POST /files", Fault.rateLimited(Duration.ofMinutes(10)));
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> files.create("a", Content.of("a")))
                .withMessage("create 'a': the service is asked too often; try again in 600 s")
                .satisfies(e -> assertThat(e.retryable()).isTrue());
        assertThat(files.exists("a")).isFalse();
    }

    @Test
    @Timeout(60)
    void aDownloadThatStandsStillIsBegunAgain() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        files.create("a", Content.of(bytes));
        faults().next("GET /files/{id}/content", Fault.stalled(Duration.ofSeconds(20)))
                .next("GET /files/{id}/content", Fault.truncated());
        assertThat(files.read("a")).isEqualTo(bytes);
    }

    @Test
    void contentThatWasChangedAtTheServiceIsNotTakenForWhatWasWritten() throws IOException {
        files.create("a", Content.of("a"));
        kit.emulator().attach(storeId, kit.emulator().addFile("forged.txt", "batch",
                "{\"f9\":\"Yg==\"}\n{\"f9_sha256\":\"00\",\"f9_bytes\":1}\n".getBytes()), Map.of("x", "y"));
        String forged = kit.emulator().files().stream().filter(file -> file.filename().equals("forged.txt"))
                .findFirst().orElseThrow().id();
        kit.api().detach(storeId, forged);
        Entry entry = kit.entry(storeId, "a");
        Map<String, Object> attributes = new HashMap<>(Attributes.of(entry));
        attributes.put("content", "parts " + OpenAiKit.PART_SIZE + " " + forged);
        try (FileBackend fresh = StoreBackend.over(kit.open(storeId, "cache_ttl=0"))) {
            kit.api().describe(storeId, new Api.Attachment(entry.id(), attributes));
            assertThatThrownBy(() -> fresh.read("a")).isInstanceOf(CorruptContentException.class);
            assertThatThrownBy(() -> fresh.openRead("a").readAllBytes())
                    .hasCauseInstanceOf(CorruptContentException.class);
        }
    }

    @Test
    void aWrongKeyIsToldAsSuch() {
        BackendUri uri = BackendUri.parse(kit.uri(storeId).replace(OpenAiKit.KEY, "sk-wrong-canary"));
        OpenAiConfig config = OpenAiConfig.of(uri, Parameters.of(OpenAiConfig.PARAMETERS, uri));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> new Opening(config, OpenAiKit.PART_SIZE).open())
                .withMessageContaining("api_key")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
    }

    @Test
    @Timeout(30)
    void whatIsCancelledStopsWaitingForTheService() throws Exception {
        files.exists("a");
        faults().next("POST /files", Fault.stalled(Duration.ofSeconds(20)));
        CompletableFuture<FileInfo> write = files.async().create("a", Content.of("a")).toCompletableFuture();
        long mark = kit.emulator().mark();
        while (kit.emulator().countsSince(mark).isEmpty() && faults().pending() > 0) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        assertThat(write.cancel(true)).isTrue();
        files.create("b", Content.of("b"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(files.exists("a")).isFalse();
    }

    @Test
    void aVectorStoreThatIsNotThereIsToldAsSuch() {
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> kit.open("vs_none"))
                .withMessageContaining("there is no vector store vs_none");
    }

    /** A third of all answers are faults; each operation succeeds, or fails as it should, and what was acknowledged is there. */
    @Test
    @Timeout(400)
    void inAStormNothingIsLostThatWasAcknowledged() throws IOException {
        int operations = Boolean.getBoolean("f9.long") ? 500 : 40;
        long seed = Long.getLong("f9.seed", 7);
        Random random = new Random(seed);
        Map<String, Optional<String>> known = new TreeMap<>();
        int failed = 0;
        long longest = 0;
        try (FileBackend stormy = StoreBackend.over(kit.open(storeId, "max_retries=8"))) {
            faults().random(seed, 0.3, Fault.rateLimited(), Fault.rateLimitedMillis(Duration.ofMillis(50)),
                    Fault.serverError(), Fault.badGateway(), Fault.unavailable(), Fault.resetBefore(),
                    Fault.lostAnswer(), Fault.truncated(), Fault.halfBody(), Fault.duplicated());
            for (int i = 0; i < operations; i++) {
                String path = "f" + random.nextInt(12);
                String content = i + "x".repeat(random.nextInt(200));
                boolean deletes = known.containsKey(path) && random.nextInt(4) == 0;
                long start = System.nanoTime();
                try {
                    if (deletes) {
                        if (stormy.exists(path)) {
                            stormy.delete(path);
                        }
                        known.remove(path);
                    } else {
                        stormy.write(path, Content.of(content));
                        known.put(path, Optional.of(content));
                    }
                } catch (FileBackendException e) {
                    assertThat(e.retryable()).as(e.toString()).isTrue();
                    known.put(path, Optional.empty()); // old or new: it is not known
                    failed++;
                }
                longest = Math.max(longest, System.nanoTime() - start);
            }
        }
        faults().clear();
        try (FileBackend calm = StoreBackend.over(kit.open(storeId, "cache_ttl=0"))) {
            calm.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
            for (String path : List.copyOf(known.keySet())) {
                if (known.get(path).isPresent()) {
                    assertThat(calm.readText(path)).as(path).isEqualTo(known.get(path).get());
                }
            }
            List<String> there = calm.glob("*");
            assertThat(known.keySet()).containsAll(there);
            assertThat(filesOfStore()).isEqualTo(2L * there.size());
        }
        System.out.printf("storm: %d operations, %d failed, the longest took %d ms%n", operations, failed,
                longest / 1_000_000);
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(60));
        assertThat(failed).isLessThan(operations / 4);
    }
}
