package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.CollectResult;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.SearchOptions;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vector store that others use too: other clients of ours, other programs, the service's index. */
class OpenAiSharedTest {

    private static OpenAiKit kit;

    private String storeId;
    private FileBackend files;

    @BeforeAll
    static void start() {
        kit = new OpenAiKit(OpenAiEmulator.strict());
    }

    @AfterAll
    static void stop() {
        kit.checkConversation();
        kit.close();
    }

    @BeforeEach
    void open() throws IOException {
        storeId = kit.vectorStore("companion batch");
        files = StoreBackend.over(kit.open(storeId, "cache_ttl=0"));
    }

    @AfterEach
    void close() {
        files.close();
    }

    /** Of another process, as it were: it hears nothing of what the others do. */
    private FileBackend stranger(String... parameters) throws IOException {
        return StoreBackend.over(kit.openApart(storeId, parameters));
    }

    private String foreign(String name, String content) {
        String id = kit.emulator().addFile(name, "assistants", content.getBytes());
        kit.emulator().attach(storeId, id, Map.of());
        return id;
    }

    @Test
    void whatOneWritesTheOtherSees() throws IOException {
        try (FileBackend other = stranger("cache_ttl=0")) {
            files.create("dir/a", Content.of("1"));
            assertThat(other.readText("dir/a")).isEqualTo("1");
            other.createDirectory("empty");
            assertThat(files.list("")).extracting(info -> info.path()).containsExactly("dir", "empty");
            other.move("dir/a", "b");
            assertThat(files.readText("b")).isEqualTo("1");
            assertThat(files.list("dir")).isEmpty();
            other.delete("dir");
            assertThat(files.exists("dir")).isFalse();
        }
    }

    @Test
    void anOldListingIsNoticedWhereItMatters() throws IOException {
        try (FileBackend other = stranger("cache_ttl=1h")) {
            files.create("a", Content.of("1"));
            assertThat(other.readText("a")).isEqualTo("1");
            files.write("a", Content.of("2"));
            assertThat(other.readText("a")).isEqualTo("2");
        }
    }

    @Test
    void ofTwoVersionsOfOnePathAllTakeTheSameAndTheOtherIsCollected() throws IOException {
        try (FileBackend one = stranger("cache_ttl=1h"); FileBackend other = stranger("cache_ttl=1h")) {
            one.exists("a");
            other.exists("a");
            one.create("a", Content.of("by one"));
            other.create("a", Content.of("by the other"));
            String taken = files.readText("a");
            try (FileBackend third = stranger("cache_ttl=0")) {
                assertThat(third.readText("a")).isEqualTo(taken);
                CollectResult kept = third.as(Collectable.class).orElseThrow().collect();
                assertThat(kept.removed()).isZero();
                assertThat(kept.kept()).isEqualTo(1);
                assertThat(third.as(Collectable.class).orElseThrow().collect(Duration.ZERO).removed()).isEqualTo(1);
                assertThat(third.readText("a")).isEqualTo(taken);
            }
        }
        assertThat(kit.emulator().vectorStoreFiles(storeId)).hasSize(1);
    }

    @Test
    void aDeletionTakesAllVersionsAlong() throws IOException {
        try (FileBackend one = stranger("cache_ttl=1h"); FileBackend other = stranger("cache_ttl=1h")) {
            one.exists("a");
            other.exists("a");
            one.create("a", Content.of("by one"));
            other.create("a", Content.of("by the other"));
        }
        files.delete("a");
        assertThat(files.exists("a")).isFalse();
        assertThat(kit.emulator().vectorStoreFiles(storeId)).isEmpty();
    }

    @Test
    void aFileWhereAnotherHasMadeADirectoryIsNotLost() throws IOException {
        try (FileBackend one = stranger("cache_ttl=1h"); FileBackend other = stranger("cache_ttl=1h")) {
            one.exists("a");
            other.exists("a");
            one.create("a", Content.of("a file"));
            other.create("a/b", Content.of("in a directory"));
        }
        List<String> there = files.glob("**");
        assertThat(there).hasSize(2).contains("a/b");
        String file = there.stream().filter(path -> !path.equals("a/b")).findFirst().orElseThrow();
        assertThat(files.readText(file)).isEqualTo("a file");
        files.move(file, "found");
        assertThat(files.readText("found")).isEqualTo("a file");
    }

    @Test
    void whatOthersHavePutThereIsShownAndNeverChanged() {
        List<String> ids = List.of(foreign("notes.txt", "by somebody else"), foreign("notes.txt", "by somebody else"));
        files.create("mine", Content.of("mine"));
        assertThat(files.glob("*")).hasSize(3).contains("mine", "notes.txt").containsAnyElementsOf(ids);
        assertThat(files.readText("notes.txt")).isEqualTo("by somebody else");
        for (Runnable change : List.<Runnable>of(() -> files.delete("notes.txt"),
                () -> files.write("notes.txt", Content.of("x")), () -> files.move("notes.txt", "x"),
                () -> files.append("notes.txt", Content.of("x")), () -> files.update("notes.txt", Content.of("x")))) {
            assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(change::run)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY));
        }
        files.copy("notes.txt", "copy");
        assertThat(files.readText("copy")).isEqualTo("by somebody else");
        files.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
        assertThat(files.exists("notes.txt")).isTrue();
    }

    @Test
    void whatIsUnderWayIsNotCollectedByItsOwnProcessNorByOthersBeforeItIsOld() throws IOException {
        files.inSession(Duration.ZERO, session -> {
            session.create("a", Content.of("a"));
            try (FileBackend other = stranger("cache_ttl=0")) {
                CollectResult result = other.as(Collectable.class).orElseThrow().collect();
                assertThat(result.removed()).isZero();
                assertThat(result.kept()).isEqualTo(2);
            }
            return null;
        });
        assertThat(files.readText("a")).isEqualTo("a");
    }

    @Test
    void whatIsReadIsThereUntilItIsRead() throws IOException {
        byte[] bytes = new byte[(int) OpenAiKit.PART_SIZE * 2 + 7];
        files.create("a", Content.of(bytes));
        try (InputStream in = files.openRead("a")) {
            in.read();
            files.write("a", Content.of("new"));
            assertThat(in.readAllBytes()).hasSize(bytes.length - 1);
        }
        assertThat(kit.emulator().vectorStoreFiles(storeId)).hasSize(1);
        assertThat(kit.emulator().files().stream().filter(file -> file.filename().contains(storeId))).hasSize(2);
    }

    @Test
    void largeContentIsReadFromAnyOffset() throws IOException {
        byte[] bytes = new byte[(int) OpenAiKit.PART_SIZE * 3 - 9];
        new Random(3).nextBytes(bytes);
        files.create("large", Content.of(bytes));
        for (long offset : new long[] {0, 1, OpenAiKit.PART_SIZE - 1, OpenAiKit.PART_SIZE, 2 * OpenAiKit.PART_SIZE + 5,
                bytes.length - 1, bytes.length}) {
            try (InputStream in = files.openRead("large", offset)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
            }
        }
    }

    @Test
    void aQuestionIsAnsweredWithPathsAndPassages() throws IOException {
        files.create("guide/swap.md", Content.of("To swap a vault, name the new URI. The old backend drains first."));
        files.create("guide/glob.md", Content.of("A glob has stars; two stars match any number of segments."));
        files.create("other/soup.txt", Content.of("Cook the carrots until they are soft."));
        foreign("foreign.txt", "Vaults of banks are made of steel.");
        Searchable search = files.as(Searchable.class).orElseThrow();
        List<SearchHit> hits = search.search("how do I swap a vault");
        assertThat(hits.get(0).path()).isEqualTo("guide/swap.md");
        assertThat(hits.get(0).passage()).contains("name the new URI");
        assertThat(hits.get(0).score()).isBetween(0.0, 1.0);
        assertThat(search.search("stars", SearchOptions.DEFAULTS.within("guide/**")))
                .extracting(SearchHit::path).containsExactly("guide/glob.md");
        assertThat(search.search("stars", SearchOptions.DEFAULTS.within("other/**"))).isEmpty();
        assertThat(search.search("stars", SearchOptions.DEFAULTS.within("none/**"))).isEmpty();
        assertThat(search.search("vault", SearchOptions.DEFAULTS.withLimit(1))).hasSize(1);
        files.move("guide", "moved");
        assertThat(search.search("how do I swap a vault").get(0).path()).isEqualTo("moved/swap.md");
        files.delete("moved", DeleteOption.RECURSIVE);
        assertThat(search.search("how do I swap a vault")).noneMatch(hit -> hit.path().contains("swap"));
    }

    @Test
    void theKeyIsNowhereToBeFound() throws IOException {
        StringBuilder logged = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                logged.append(message.getMessage()).append(message.getThrown()).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        try (OpenAiStore store = new Opening(kit.config(storeId), OpenAiKit.PART_SIZE).open();
                FileBackend backend = StoreBackend.over(store)) {
            backend.create("a", Content.of("a"));
            backend.readText("a");
            assertThat(store + " " + backend + " " + kit.config(storeId)).doesNotContain(OpenAiKit.KEY);
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }
        assertThat(logged.toString()).doesNotContain(OpenAiKit.KEY);
        assertThat(kit.emulator().vectorStoreFiles(storeId).toString()).doesNotContain(OpenAiKit.KEY);
    }
}
