package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.openai.emulator.Fault;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which vector store is opened, what is found out about the service, and how bytes are kept there accordingly. */
class OpenAiOpeningTest {

    private static FileBackend open(OpenAiKit kit, String storeId, String... parameters) throws IOException {
        return StoreBackend.over(kit.open(storeId, parameters));
    }

    private static FileBackend byName(OpenAiKit kit, String parameters) throws IOException {
        BackendUri uri = BackendUri.parse("openai+vector://?" + parameters + "&api_key=" + OpenAiKit.KEY + "&base_url="
                + kit.emulator().baseUrl());
        OpenAiConfig config = OpenAiConfig.of(uri, Parameters.of(OpenAiConfig.PARAMETERS, uri));
        return StoreBackend.over(new Opening(config, OpenAiKit.PART_SIZE).open());
    }

    @Test
    void aStoreIsMadeIfAskedAndFoundByItsNameAfterwards() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.strict())) {
            assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> byName(kit, "name=notes"))
                    .withMessageContaining("add create=true");
            kit.emulator().faults().next("POST /vector_stores", Fault.lostAnswer());
            try (FileBackend files = byName(kit, "name=notes&create=true")) {
                files.create("a", Content.of("a"));
            }
            try (FileBackend files = byName(kit, "name=notes&create=true")) {
                assertThat(files.readText("a")).isEqualTo("a");
            }
            assertThat(kit.emulator().vectorStores()).hasSize(1);
            kit.emulator().createVectorStore("notes");
            assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> byName(kit, "name=notes"))
                    .withMessageContaining("there are 2 vector stores").withMessageContaining("vs_");
            kit.checkConversation();
        }
    }

    @Test
    void whatTheServiceGivesBackIsFoundOutOnceAndLeavesNothing() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.strict())) {
            String storeId = kit.vectorStore("");
            open(kit, storeId).close();
            assertThat(kit.emulator().fileCount()).isZero();
            assertThat(kit.api().vectorStore(storeId).metadata()).containsEntry("f9_download", "companion batch");
            long mark = kit.emulator().mark();
            open(kit, storeId).close();
            assertThat(kit.emulator().countsSince(mark)).containsOnlyKeys("GET /vector_stores/{id}");
        }
    }

    @Test
    void aPurposeWhoseFilesStayIsPreferredToOneWhoseFilesExpire() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.strict().downloadable(Set.of("batch", "fine-tune")))) {
            String storeId = kit.vectorStore("");
            try (FileBackend files = open(kit, storeId)) {
                files.create("a.bin", Content.of(new byte[] {0, (byte) 200, 1}));
                assertThat(files.read("a.bin")).containsExactly(0, 200, 1);
            }
            assertThat(kit.emulator().files()).anyMatch(file -> file.purpose().equals("fine-tune"))
                    .noneMatch(file -> file.purpose().equals("batch"));
        }
    }

    @Test
    void whereWhatIsAttachedCanBeDownloadedOneFileIsEnough() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.lenient())) {
            try (FileBackend files = open(kit, kit.vectorStore(""))) {
                files.create("a.txt", Content.of("text"));
                assertThat(kit.emulator().fileCount()).isOne();
                assertThat(files.readText("a.txt")).isEqualTo("text");
                assertThat(files.capabilities().has(Feature.EXACT_BYTES)).isTrue();
            }
        }
    }

    @Test
    void aServiceThatGivesBackNothingKeepsTextThatParsesBackAndRefusesTheRest() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(
                OpenAiEmulator.strict().downloadable(Set.of()).indexingDelay(Duration.ofMillis(200)))) {
            String storeId = kit.vectorStore("");
            try (FileBackend files = open(kit, storeId)) {
                assertThat(files.capabilities().has(Feature.EXACT_BYTES)).isFalse();
                files.create("dir/a.txt", Content.of("plain\ntext\n"));
                files.write("dir/a.txt", Content.of("other\ntext\n"));
                files.create("empty", Content.of(""));
                assertThat(files.readText("dir/a.txt")).isEqualTo("other\ntext\n");
                assertThat(files.readText("empty")).isEmpty();
                for (byte[] bytes : new byte[][] {{0, (byte) 255}, "with\r\n".getBytes()}) {
                    assertThatExceptionOfType(InvalidOperationException.class)
                            .isThrownBy(() -> files.create("b", Content.of(bytes)))
                            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
                }
                files.inSession(Duration.ZERO, session -> {
                    session.create("x", Content.of("x"));
                    return session.create("y", Content.of("y"));
                });
                assertThat(files.glob("**")).containsExactly("dir/a.txt", "empty", "x", "y");
                files.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
                assertThat(kit.emulator().fileCount()).isEqualTo(4);
            }
            kit.checkConversation();
        }
    }

    @Test
    void contentThatExpiresIsUploadedAgainInTime() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.strict())) {
            String storeId = kit.vectorStore("");
            byte[] bytes = new byte[(int) OpenAiKit.PART_SIZE + 5];
            try (FileBackend files = open(kit, storeId)) {
                files.create("large", Content.of(bytes));
            }
            for (int i = 0; i < 4; i++) {
                kit.emulator().advance(Duration.ofDays(15));
                try (FileBackend files = open(kit, storeId)) {
                    files.as(Collectable.class).orElseThrow().collect();
                    assertThat(files.read("large")).isEqualTo(bytes);
                }
            }
            assertThat(kit.emulator().fileCount()).isEqualTo(3);
            kit.checkConversation();
        }
    }

    @Test
    void whatIsAboutToExpireIsRenewedInTheBackgroundToo() throws Exception {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.strict())) {
            String storeId = kit.vectorStore("");
            try (FileBackend files = open(kit, storeId)) {
                files.create("a", Content.of("a"));
            }
            kit.emulator().advance(Duration.ofDays(15));
            long before = kit.entry(storeId, "a").expires().orElseThrow();
            try (FileBackend files = open(kit, storeId)) {
                files.exists("a");
                long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (kit.entry(storeId, "a").expires().orElseThrow() == before && System.nanoTime() < end) {
                    Thread.sleep(20);
                }
                assertThat(kit.entry(storeId, "a").expires().orElseThrow()).isGreaterThan(before);
                assertThat(files.readText("a")).isEqualTo("a");
            }
        }
    }

    @Test
    void ofContentThatHasExpiredTextIsStillThereAndTheRestIsToldToBeLost() throws IOException {
        try (OpenAiKit kit = new OpenAiKit(OpenAiEmulator.strict())) {
            String storeId = kit.vectorStore("companion batch");
            try (FileBackend files = open(kit, storeId)) {
                files.create("a.txt", Content.of("a text"));
                files.create("a.bin", Content.of(new byte[] {0, (byte) 255}));
            }
            kit.emulator().advance(Duration.ofDays(31));
            try (FileBackend files = open(kit, storeId)) {
                assertThat(files.readText("a.txt")).isEqualTo("a text");
                assertThatExceptionOfType(CorruptContentException.class).isThrownBy(() -> files.read("a.bin"))
                        .withMessageContaining("keeps for a limited time only");
                files.delete("a.bin");
            }
        }
    }
}
