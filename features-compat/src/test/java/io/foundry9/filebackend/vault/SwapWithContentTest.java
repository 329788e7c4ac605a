package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault that goes to another place with what is in it, while it is in use. */
class SwapWithContentTest extends VaultTestBase {

    private static final ProgressListener SILENT = (done, total) -> {};
    private static final int THREADS = 8;
    private static final int SWAPS = Boolean.getBoolean("f9.long") ? 5_000 : 60;

    private FileBackend docs() {
        return registry.register("docs", "fake://a", PATIENT);
    }

    private FileBackend at(String label) {
        return StoreBackend.over(factory.memory(label));
    }

    // What goes along

    @Test
    void filesAndDirectoriesGoAlong() {
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("one"));
        docs.create("deep/er/b.txt", Content.of("two"));
        docs.createDirectory("empty/dir");

        SwapReport report = registry.swapWithContent("docs", "fake://b", SILENT);

        assertThat(docs.readText("a.txt")).isEqualTo("one");
        assertThat(at("b").globDirectories("**")).containsExactly("deep", "deep/er", "empty", "empty/dir");
        assertThat(at("b").readText("deep/er/b.txt")).isEqualTo("two");
        assertThat(report.files()).isEqualTo(2);
        assertThat(report.bytes()).isEqualTo(6);
        assertThat(registry.info("docs").uri()).hasValue("fake://b");
    }

    @Test
    void whatIsWrittenAfterwardsIsAtTheNewPlaceOnly() {
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("one"));
        registry.swapWithContent("docs", "fake://b", SILENT);

        docs.update("a.txt", Content.of("two"));

        assertThat(at("b").readText("a.txt")).isEqualTo("two");
        assertThat(at("a").readText("a.txt")).isEqualTo("one");
    }

    @Test
    void whatChangesWhileItIsCopiedIsCaughtUp() {
        FileBackend docs = docs();
        for (int i = 0; i < 100; i++) {
            docs.create("old/" + i, Content.of("old " + i));
        }
        AtomicInteger reported = new AtomicInteger();

        SwapReport report = registry.swapWithContent("docs", "fake://b", (done, total) -> {
            if (reported.getAndIncrement() == 50) {
                docs.update("old/1", Content.of("changed"));
                docs.delete("old/2");
                docs.move("old/3", "moved");
                docs.create("new/a", Content.of("new"));
            }
        });

        assertThat(docs.readText("old/1")).isEqualTo("changed");
        assertThat(docs.exists("old/2")).isFalse();
        assertThat(docs.exists("old/3")).isFalse();
        assertThat(docs.readText("moved")).isEqualTo("old 3");
        assertThat(docs.readText("new/a")).isEqualTo("new");
        assertThat(report.rounds()).isGreaterThan(1);
    }

    @Test
    void aDirectoryThatBecameAFileMeanwhileIsOne() {
        FileBackend docs = docs();
        docs.create("x/deep/a", Content.of("a"));
        docs.create("y", Content.of("b"));
        AtomicInteger reported = new AtomicInteger();

        registry.swapWithContent("docs", "fake://b", (done, total) -> {
            if (reported.getAndIncrement() == 0) {
                docs.delete("x", DeleteOption.RECURSIVE);
                docs.create("x", Content.of("file"));
                docs.delete("y");
                docs.createDirectory("y");
            }
        });

        assertThat(docs.readText("x")).isEqualTo("file");
        assertThat(docs.info("y").isDirectory()).isTrue();
    }

    @Test
    void progressTellsTheBytesOfAll() {
        docs().create("a", Content.of(new byte[100_000]));
        registry.get("docs").create("b", Content.of(new byte[50_000]));
        List<Long> told = new ArrayList<>();

        registry.swapWithContent("docs", "fake://b", (done, total) -> {
            told.add(done);
            assertThat(total).hasValue(150_000);
        });

        assertThat(told).isSorted().endsWith(150_000L);
    }

    // Who is under way

    @Test
    void whatIsOpenForReadingStaysWhereItIs() throws IOException {
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("hello"));
        try (InputStream in = docs.openRead("a.txt")) {
            registry.swapWithContent("docs", "fake://b", SILENT);
            docs.update("a.txt", Content.of("bye"));
            assertThat(in.readAllBytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aWriteThatBeganBeforeArrivesAtTheNewPlace() throws IOException {
        FileBackend docs = docs();
        try (WriteHandle handle = docs.openWrite("a.txt")) {
            handle.write(ByteBuffer.wrap("written ".getBytes(StandardCharsets.UTF_8)));
            registry.swapWithContent("docs", "fake://b", SILENT);
            handle.write(ByteBuffer.wrap("across".getBytes(StandardCharsets.UTF_8)));
            handle.commit();
        }

        assertThat(docs.readText("a.txt")).isEqualTo("written across");
        assertThat(at("a").exists("a.txt")).isFalse();
    }

    @Test
    void aWriteThatBeganBeforeMindsWhatIsAtTheNewPlace() throws IOException {
        FileBackend docs = docs();
        try (WriteHandle handle = docs.openWrite("a.txt", WriteOption.ifAbsent())) {
            registry.swapWithContent("docs", "fake://b", SILENT);
            docs.create("a.txt", Content.of("first"));
            assertThatThrownBy(handle::commit).hasMessageContaining("a.txt");
        }
        assertThat(docs.readText("a.txt")).isEqualTo("first");
    }

    @Test
    void aSessionEndsWhereItBeganAndGoesAlong() throws Exception {
        FileBackend docs = docs();
        CompletableFuture<SwapReport> swap;
        try (Session session = docs.openSession(Duration.ZERO)) {
            session.create("a.txt", Content.of("in session"));
            swap = CompletableFuture.supplyAsync(() -> registry.swapWithContent("docs", "fake://b", SILENT));
            assertThatThrownBy(() -> swap.get(100, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            session.commit();
        }
        swap.get(20, TimeUnit.SECONDS);

        assertThat(at("b").readText("a.txt")).isEqualTo("in session");
    }

    @Test
    void aSessionThatLastsTooLongKeepsTheVaultWhereItIs() {
        FileBackend docs = registry.register("docs", "fake://a",
                PATIENT.withDrainTimeout(Duration.ofMillis(50)));
        docs.create("a.txt", Content.of("one"));
        try (Session session = docs.openSession(Duration.ZERO)) {
            session.update("a.txt", Content.of("two"));
            CompletableFuture<SwapReport> swap =
                    CompletableFuture.supplyAsync(() -> registry.swapWithContent("docs", "fake://b", SILENT));
            assertThatThrownBy(() -> swap.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(LockTimeoutException.class);
            session.commit();
        }

        assertThat(registry.info("docs").uri()).hasValue("fake://a");
        assertThat(docs.readText("a.txt")).isEqualTo("two");
    }

    @Test
    void swapsUnderLoadLoseNothingThatWasAcknowledged() throws Exception {
        FileBackend docs = docs();
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger rounds = new AtomicInteger();
        boolean[] over = {false};
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String own = "own/" + i;
            users.add(new Thread(() -> {
                try {
                    for (int n = 1; !over[0]; n++) {
                        docs.write(own, Content.of(String.valueOf(n)), WriteOption.OVERWRITE);
                        acknowledged.put(own, n);
                        assertThat(docs.readText(own)).isEqualTo(String.valueOf(n));
                        docs.append("log/" + own, Content.of(n + "\n"), WriteOption.OVERWRITE);
                        docs.move(own, own + ".moved", WriteOption.OVERWRITE);
                        docs.inSession(Duration.ofSeconds(20), session -> session.copy(own + ".moved", own));
                        rounds.incrementAndGet();
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (int i = 0; i < THREADS; i++) {
            docs.create("log/own/" + i, Content.of(""));
            users.get(i).start();
        }
        for (int i = 0; i < SWAPS && failures.isEmpty(); i++) {
            registry.swapWithContent("docs", "fake://place-" + i, SILENT);
            int before = rounds.get();
            while (rounds.get() == before && failures.isEmpty()) {
                Thread.onSpinWait();
            }
        }
        over[0] = true;
        for (Thread user : users) {
            user.join(20_000);
        }

        assertThat(failures).isEmpty();
        acknowledged.forEach((own, n) -> {
            assertThat(docs.readText(own)).isEqualTo(String.valueOf(n));
            assertThat(docs.readText("log/" + own).lines()).hasSize(n);
        });
    }

    @Test
    void whoIsInsideASessionIsToldToEndItFirst() {
        FileBackend docs = docs();
        try (Session session = docs.openSession(Duration.ZERO)) {
            session.create("a.txt", Content.of("not committed"));

            assertThatExceptionOfType(InvalidOperationException.class)
                    .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", SILENT))
                    .withMessageContaining("end the session first");
            session.commit();
        }

        assertThat(docs.readText("a.txt")).isEqualTo("not committed");
        assertThat(at("b").list("")).isEmpty();
    }

    @Test
    void theCopyIsNoChangeOfTheVaultAndALateWriteIsOneEvent() throws IOException {
        List<ContentEvent> told = new CopyOnWriteArrayList<>();
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("one"));
        registry.addContentListener(told::add);

        try (WriteHandle handle = docs.openWrite("b.txt")) {
            registry.swapWithContent("docs", "fake://b", SILENT);
            assertThat(told).isEmpty();
            handle.write(ByteBuffer.wrap(new byte[3]));
            handle.commit();
        }
        docs.create("c.txt", Content.of("three"));

        assertThat(told.stream().flatMap(event -> event.entries().stream()).map(ContentEvent.Entry::path))
                .containsExactly("b.txt", "c.txt");
    }

    @Test
    void anExtensionThatWasAtWorkMeanwhileIsToldToTryAgain() {
        FileBackend docs = docs();
        Runnable work = () -> registry.swapWithContent("docs", "fake://b", SILENT);
        factory.last().extendWith(work);
        Runnable extension = docs.as(Runnable.class).orElseThrow();

        assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(extension::run)
                .withMessageContaining("try again").matches(BackendUnavailableException::retryable);
    }

    // What keeps it where it is

    @Test
    void aBundleThatGoesEndsTheCopy() {
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("one"));
        docs.create("b.txt", Content.of("two"));
        AtomicInteger reported = new AtomicInteger();

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", (done, total) -> {
                    if (reported.getAndIncrement() == 0) {
                        serving.close();
                        schemes.register(factory.updated());
                    }
                })).withMessageContaining("stopped or updated");

        assertThat(docs.readText("a.txt")).isEqualTo("one");
        assertThat(registry.info("docs").uri()).hasValue("fake://a");
    }

    @Test
    void optionsThatChangeMeanwhileAreNotLost() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");
        factory.beforeOpening(uri -> {
            if (uri.authority().equals("b")) {
                factory.beforeOpening(other -> {});
                registry.configure("docs", "fake://a", PATIENT.withReadOnly(true));
                assertThatCode(() -> settled("docs")).doesNotThrowAnyException();
            }
        });

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> registry.swap("docs", "fake://b")).withMessageContaining("try again");

        assertThat(registry.info("docs").options().readOnly()).isTrue();
        assertThat(registry.info("docs").uri()).hasValue("fake://a");
    }

    @Test
    void aPlaceThatHoldsSomethingElseIsRefusedAndStaysAsItWas() {
        docs().create("a.txt", Content.of("mine"));
        at("b").create("b.txt", Content.of("theirs"));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", SILENT))
                .withMessageContaining("not empty").withMessageContaining("b.txt");

        assertThat(at("b").glob("**")).containsExactly("b.txt");
        assertThat(registry.info("docs").uri()).hasValue("fake://a");
    }

    @Test
    void aPlaceThatHoldsOtherContentOfTheSameNameIsRefused() {
        docs().create("a.txt", Content.of("mine"));
        at("b").create("a.txt", Content.of("theirs"));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", SILENT))
                .withMessageContaining("a.txt");
    }

    @Test
    void aSecondAttemptGoesOnWhereTheFirstOneFailed() {
        FileBackend docs = docs();
        docs.create("dir/a.txt", Content.of("one"));
        docs.create("dir/b.txt", Content.of("two"));
        at("b").create("dir/a.txt", Content.of("one"));

        assertThat(registry.swapWithContent("docs", "fake://b", SILENT).files()).isEqualTo(1);
        assertThat(docs.readText("dir/a.txt") + docs.readText("dir/b.txt")).isEqualTo("onetwo");
    }

    @Test
    void aLinkKeepsTheVaultWhereItIs() {
        docs().create("a.txt", Content.of("one"));
        factory.memory("a").foreignLink("link", "a.txt");

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", SILENT))
                .withMessageContaining("link");
        assertThat(registry.info("docs").uri()).hasValue("fake://a");
    }

    @Test
    void aFailureOnTheWayKeepsTheVaultWhereItIsAndClosesTheNewBackend() throws InterruptedException {
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("one"));

        assertThatThrownBy(() -> registry.swapWithContent("docs", "fake://b", (done, total) -> {
            throw new IllegalStateException("stop");
        })).hasMessageContaining("stop");

        assertThat(factory.opened).hasSize(2);
        assertThat(factory.last().awaitClosed()).isTrue();
        docs.update("a.txt", Content.of("two"));
        assertThat(at("a").readText("a.txt")).isEqualTo("two");
    }

    @Test
    void anotherSwapMeanwhileWins() {
        FileBackend docs = docs();
        docs.create("a.txt", Content.of("one"));
        AtomicInteger reported = new AtomicInteger();

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", (done, total) -> {
                    if (reported.getAndIncrement() == 0) {
                        registry.swap("docs", "fake://c");
                    }
                })).withMessageContaining("meanwhile");

        assertThat(registry.info("docs").uri()).hasValue("fake://c");
    }

    @Test
    void aVaultThatIsTakenAwayMeanwhileIsUnknown() {
        docs().create("a.txt", Content.of("one"));
        AtomicInteger reported = new AtomicInteger();

        assertThatExceptionOfType(UnknownVaultException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", (done, total) -> {
                    if (reported.getAndIncrement() == 0) {
                        registry.unregister("docs");
                    }
                }));
    }

    @Test
    void aVaultOfAnObjectHasNoContentToTakeAlong() {
        registry.register("docs", StoreBackend.over(new MemoryStore()));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", SILENT))
                .withMessageContaining("object");
    }

    @Test
    void aReadOnlyVaultHasNobodyWhoCouldFillTheNewPlace() {
        at("a").create("a.txt", Content.of("one"));
        registry.register("docs", "fake://a", PATIENT.withReadOnly(true));

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> registry.swapWithContent("docs", "fake://b", SILENT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(InvalidOperationException.Reason.READ_ONLY));
    }

    @Test
    void aDirectoryInsideTheOldOneIsRefused() {
        schemes.register(FakeFactory.serving("file"));
        registry.register("files", "file:///srv/docs");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.swapWithContent("files", "file:///srv/docs/new", SILENT))
                .withMessageContaining("inside");
    }

    @Test
    void soIsOneThatALinkLeadsInto(@TempDir Path folder) throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        Files.createSymbolicLink(folder.resolve("link"), docs);
        schemes.register(FakeFactory.serving("file"));
        registry.register("files", docs.toUri().toString());

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry.swapWithContent("files", folder.toUri() + "link/new", SILENT))
                .withMessageContaining("inside");
    }
}
