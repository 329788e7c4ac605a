package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteHandle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operation under way, or something left open, means to the backend that it began on. */
class LeaseTest extends VaultTestBase {

    private FileBackend docs;

    @BeforeEach
    void registerDocs() {
        docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
    }

    @Test
    void aSwapPutsAnotherBackendBehindTheSameHandle() throws InterruptedException {
        registry.swap("docs", "fake://b");

        assertThat(docs.exists("a.txt")).isFalse();
        assertThat(factory.opened.get(0).awaitClosed()).isTrue();
        assertThat(factory.opened.get(1).isClosed()).isFalse();
        assertThat(registry.get("docs")).isSameAs(docs);
        assertThat(registry.info("docs").uri()).contains("fake://b");
        assertThat(registry.options("docs")).isEqualTo(PATIENT);
    }

    @Test
    void aSwapThatFailsChangesNothing() {
        factory.beforeOpening(uri -> {
            throw new IOException("no route");
        });

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> registry.swap("docs", "fake://b"));

        assertThat(docs.readText("a.txt")).isEqualTo("hello");
        assertThat(registry.info("docs").uri()).contains("fake://a");
        assertThat(eventTypes()).containsExactly(VaultEvent.Type.ADDED);
    }

    static List<Function<FileBackend, AutoCloseable>> openings() {
        return List.of(
                backend -> backend.openRead("a.txt"),
                backend -> backend.openRead("a.txt", 1),
                backend -> backend.streamRead("a.txt"),
                backend -> backend.streamText("a.txt"),
                backend -> backend.walk(""),
                backend -> backend.openWrite("b.txt"));
    }

    @ParameterizedTest
    @MethodSource("openings")
    void whatIsOpenKeepsItsBackendOpenUntilItIsClosed(Function<FileBackend, AutoCloseable> opening) throws Exception {
        FakeStore old = factory.last();
        AutoCloseable open = opening.apply(docs);
        registry.swap("docs", "fake://b");

        assertThat(docs.exists("a.txt")).isFalse();
        assertThat(old.isClosed()).isFalse();
        open.close();
        open.close();

        assertThat(old.awaitClosed()).isTrue();
        assertThat(old.closes).hasValue(1);
    }

    @Test
    void aStreamReadsToItsEndAcrossASwap() throws IOException {
        try (InputStream in = docs.openRead("a.txt"); Stream<ByteBuffer> chunks = docs.streamRead("a.txt", 2)) {
            assertThat(in.read()).isEqualTo('h');
            registry.swap("docs", "fake://b");

            assertThat(in.readNBytes(1)).containsExactly('e');
            assertThat(in.readNBytes(new byte[1], 0, 1)).isEqualTo(1);
            in.skipNBytes(1);
            assertThat(in.read(new byte[4])).isEqualTo(1);
            assertThat(in.readAllBytes()).isEmpty();
            assertThat(chunks).hasSize(3);
        }
    }

    @Test
    void aStreamPassesItsBytesOnAtOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = docs.openRead("a.txt")) {
            in.transferTo(out);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void aWriteThatBeganBeforeASwapIsCommittedWhereItBegan() throws Exception {
        FakeStore old = factory.last();
        WriteHandle handle = docs.openWrite("b.txt");
        registry.swap("docs", "fake://b");
        handle.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThat(handle.isOpen()).isTrue();
        assertThat(handle.commit()).extracting(FileInfo::size).isEqualTo(3L);
        assertThat(handle.isOpen()).isFalse();
        assertThat(old.awaitClosed()).isTrue();

        registry.swap("docs", "fake://a");
        assertThat(docs.read("b.txt")).containsExactly(1, 2, 3);
    }

    @Test
    void anOperationThatFailsGivesItsLeaseBack() throws InterruptedException {
        FakeStore old = factory.last();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> docs.read("missing"));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> docs.openRead("missing"));

        registry.swap("docs", "fake://b");

        assertThat(old.awaitClosed()).isTrue();
    }

    @Test
    void whatIsForgottenOpenDelaysTheEndByTheDrainTimeoutAtMost() throws Exception {
        FileBackend brief = registry.register("brief", "fake://a",
                VaultOptions.DEFAULTS.withDrainTimeout(Duration.ofMillis(30)));
        FakeStore old = factory.last();
        InputStream forgotten = brief.openRead("a.txt");
        registry.swap("brief", "fake://b");

        assertThat(old.awaitClosed()).isTrue();
        assertThatThrownBy(forgotten::read).hasMessageContaining("used after it was closed");
    }

    @Test
    void unregisteringLetsWhatIsUnderWayEnd() throws Exception {
        FakeStore old = factory.last();
        try (InputStream in = docs.openRead("a.txt")) {
            registry.unregister("docs");

            assertThat(in.readAllBytes()).hasSize(5);
            assertThat(old.isClosed()).isFalse();
        }
        assertThat(old.awaitClosed()).isTrue();
    }

    @Test
    void anotherFaceObeysTheSameLeases() throws Exception {
        FakeStore first = factory.last();
        first.extendWith((Shouting) text -> {
            assertThat(first.isClosed()).isFalse();
            return text + "!";
        });
        Shouting shouting = docs.as(Shouting.class).orElseThrow();
        assertThat(shouting.shout("a")).isEqualTo("a!");
        assertThat(shouting.twice("a")).isEqualTo("a!!");

        registry.swap("docs", "fake://b");

        assertThatThrownBy(() -> shouting.shout("a"))
                .hasMessage("shout '/': what is behind vault 'docs' now has no such operation");
        factory.last().extendWith((Shouting) text -> text + "?");
        assertThat(shouting.shout("a")).isEqualTo("a?");
        assertThat(first.awaitClosed()).isTrue();
    }

    @Test
    void anotherFaceThrowsWhatItsStoreThrows() {
        factory.last().extendWith((Shouting) text -> {
            throw new NotFoundException(text);
        });
        Shouting shouting = docs.as(Shouting.class).orElseThrow();

        assertThatThrownBy(() -> shouting.shout("a")).isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("shout 'a'");
        registry.unregister("docs");
        assertThatThrownBy(() -> shouting.shout("a")).hasMessageContaining("not registered any more");
    }

    @Test
    void anotherFaceIsAnObjectLikeOthers() {
        factory.last().extendWith((Shouting) text -> text);
        Shouting one = docs.as(Shouting.class).orElseThrow();
        Shouting other = docs.as(Shouting.class).orElseThrow();

        assertThat(one).isEqualTo(one).isNotEqualTo(other).hasSameHashCodeAs(one)
                .hasToString("Shouting of vault 'docs'");
    }

    @Test
    void aFaceThatIsNotThereIsNotGivenOut() {
        assertThat(docs.as(Shouting.class)).isEmpty();
        factory.last().extendWith("a string is no interface");
        assertThat(docs.as(String.class)).isEmpty();
        registry.unregister("docs");
        assertThatThrownBy(() -> docs.as(Shouting.class))
                .hasMessage("as '/': the vault 'docs' is not registered any more");
    }

    /** A face that a store may have. */
    interface Shouting {
        String shout(String text);

        default String twice(String text) {
            return shout(shout(text));
        }
    }
}
