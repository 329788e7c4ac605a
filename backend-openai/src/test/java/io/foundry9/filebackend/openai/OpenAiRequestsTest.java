package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests each operation costs: counted, in a vector store of 5,000 files. */
class OpenAiRequestsTest {

    private static final int FILES = 5_000;
    private static final int NEW = Boolean.getBoolean("f9.long") ? 1_000 : 200;
    private static final String UPLOAD = "POST /files";
    private static final String ATTACH = "POST /vector_stores/{id}/files";
    private static final String BATCH = "POST /vector_stores/{id}/file_batches";
    private static final String DETACH = "DELETE /vector_stores/{id}/files/{file_id}";
    private static final String DELETE = "DELETE /files/{id}";
    private static final String DESCRIBE = "POST /vector_stores/{id}/files/{file_id}";
    private static final String PAGE = "GET /vector_stores/{id}/files";
    private static final String CONTENT = "GET /files/{id}/content";

    private static OpenAiKit kit;
    private static String storeId;

    private FileBackend backend;
    private long mark;

    @BeforeAll
    static void fill() throws IOException {
        kit = new OpenAiKit(OpenAiEmulator.strict().validating(false));
        storeId = kit.vectorStore("companion batch");
        OpenAiEmulator emulator = kit.emulator();
        for (int i = 0; i < FILES; i++) {
            String id = emulator.addFile("f" + i + ".txt", "assistants", new byte[] {'x'});
            emulator.attach(storeId, id, Map.of("f9", "file", "path", "many/" + i % 50 + "/f" + i + ".txt", "size", 1,
                    "generation", 1, "text", true, "content", "self", "sha256",
                    "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"));
        }
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @BeforeEach
    void open() throws IOException {
        backend = StoreBackend.over(kit.open(storeId, "cache_ttl=10m"));
        backend.exists("x");
        mark = kit.emulator().mark();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Map<String, Integer> counted() {
        return new TreeMap<>(kit.emulator().countsSince(mark));
    }

    @Test
    void aListingIsOnePageForAHundredFilesAndServesWhatFollows() throws IOException {
        try (FileBackend fresh = StoreBackend.over(kit.open(storeId, "cache_ttl=10m"))) {
            mark = kit.emulator().mark();
            assertThat(fresh.glob("many/**")).hasSize(FILES);
            assertThat(fresh.list("many")).hasSize(50);
            try (Stream<?> all = fresh.walk("many")) {
                assertThat(all).hasSize(FILES + 50);
            }
            fresh.info("many/1/f1.txt");
            fresh.checksum("many/1/f1.txt", ChecksumAlgorithm.SHA256);
            assertThat(counted()).containsExactly(Map.entry(PAGE, FILES / 100));
        }
    }

    @Test
    void aFileIsReadWithOneRequest() {
        backend.create("read.txt", Content.of("hello"));
        mark = kit.emulator().mark();
        assertThat(backend.readText("read.txt")).isEqualTo("hello");
        assertThat(counted()).containsExactly(Map.entry(CONTENT, 1));
        backend.delete("read.txt");
    }

    @Test
    void aNewFileIsUploadedTwiceAndAttached() {
        backend.create("new.txt", Content.of("hello"));
        assertThat(counted()).containsExactly(Map.entry(UPLOAD, 2), Map.entry(ATTACH, 1));
        mark = kit.emulator().mark();
        backend.delete("new.txt");
        assertThat(counted()).containsExactly(Map.entry(DELETE, 2), Map.entry(DETACH, 1));
    }

    @Test
    void whatIsReplacedIsDetachedAndDeletedAfterwards() {
        backend.create("replaced.txt", Content.of("1"));
        mark = kit.emulator().mark();
        backend.write("replaced.txt", Content.of("2"));
        assertThat(counted()).containsExactly(Map.entry(DELETE, 2), Map.entry(DETACH, 1), Map.entry(UPLOAD, 2),
                Map.entry(ATTACH, 1));
        backend.delete("replaced.txt");
    }

    @Test
    void aMoveIsOneRequestAndTransfersNothing() {
        backend.create("from.txt", Content.of("1"));
        mark = kit.emulator().mark();
        backend.move("from.txt", "to.txt");
        assertThat(counted()).containsExactly(Map.entry(DESCRIBE, 1));
        backend.delete("to.txt");
    }

    @Test
    void aDirectoryIsOneCardAndOneThatIsThereAnywayCostsNothing() {
        backend.createDirectory("directory");
        assertThat(counted()).containsExactly(Map.entry(UPLOAD, 1), Map.entry(ATTACH, 1));
        mark = kit.emulator().mark();
        backend.createDirectory("many", WriteOption.OVERWRITE);
        assertThat(counted()).isEmpty();
        backend.delete("directory");
    }

    @Test
    void theFilesOfASessionAreAttachedByBatches() {
        backend.inSession(Duration.ZERO, session -> {
            for (int i = 0; i < NEW; i++) {
                session.create("session/" + i, Content.of("number " + i));
            }
            return null;
        });
        Map<String, Integer> counted = counted();
        assertThat(counted.get(BATCH)).isEqualTo((NEW + 499) / 500);
        assertThat(counted.get(ATTACH)).isOne(); // the list of changes
        assertThat(counted.get(UPLOAD)).isEqualTo(2 * NEW + 2);
        assertThat(counted.get(PAGE)).isLessThanOrEqualTo(2 * (FILES + NEW + 1) / 100 + 2);
        mark = kit.emulator().mark();
        assertThat(backend.list("session")).hasSize(NEW);
        assertThat(counted()).isEmpty();
        backend.delete("session", DeleteOption.RECURSIVE);
    }
}
