package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.localstore.History.Kind;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads and another process do random things to a few files at once, and what each of them has seen must be what it would
 * have been, had they done it one after the other.
 */
class HistoryTest {

    private static final long LASTING = TimeUnit.SECONDS.toNanos(Roots.LONG ? 120 : 2);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int THREADS = 3;
    private static final int OPERATIONS = 15;

    private static final List<String> ALL = Stream.of(HistoryClient.MOVED, HistoryClient.GENERATIONS,
            HistoryClient.MIXED).flatMap(List::stream).toList();

    @TempDir Path root;

    private final List<FileBackend> backends = new ArrayList<>();
    private final Random seeds = new Random();

    @AfterEach
    void close() {
        backends.forEach(FileBackend::close);
    }

    @Test
    void whatThreadsAndProcessesSeeIsExplainedByAnOrder(TestReporter reporter) throws Exception {
        FileBackend shared = open(store -> store);
        List<FileBackend> used = List.of(shared, shared, open(store -> store));
        int rounds = 0;
        int operations = 0;
        try (ChildJvm child = ChildJvm.start(HistoryJvm.class, root)) {
            assertOneClock(child);
            for (long end = System.nanoTime() + LASTING; System.nanoTime() - end < 0; rounds++) {
                SequentialFiles before = now(shared);
                long seed = seeds.nextLong();
                long start = System.nanoTime() + HEAD_START;
                child.tell("r" + rounds + " " + start + " " + OPERATIONS + " " + seed);
                History own = HistoryJvm.runAll(clients(used, rounds, seed), start, OPERATIONS);
                History all = own.with(History.decode(child.answer()));
                assertThat(violation(before, all)).as("round %s from seed %s", rounds, seed).isEmpty();
                assertThat(torn(all)).as("files that were not whole").isEmpty();
                assertThat(mixed(all)).as("sessions that saw several generations").isEmpty();
                operations += all.events().size();
            }
            child.dismiss();
        }
        reporter.publishEntry("histories", "" + rounds);
        reporter.publishEntry("operations", "" + operations);
        close();
        assertThat(Roots.leftovers(root)).isEmpty();
    }

    private FileBackend open(UnaryOperator<Store> wrapping) throws IOException {
        FileBackend backend = StoreBackend.over(wrapping.apply(Roots.store(root)));
        backends.add(backend);
        return backend;
    }

    private static void assertOneClock(ChildJvm child) throws IOException {
        for (int i = 0; i < 10; i++) {
            long before = System.nanoTime();
            long there = Long.parseLong(child.ask("time"));
            assertThat(there).isBetween(before, System.nanoTime());
        }
    }

    private static List<HistoryClient> clients(List<FileBackend> backends, int round, long seed) {
        List<HistoryClient> clients = new ArrayList<>();
        for (int i = 0; i < backends.size(); i++) {
            clients.add(new HistoryClient(backends.get(i), "r" + round + "-thread-" + i, seed - 1 - i));
        }
        return clients;
    }

    /** What is there while nobody is at it. */
    private static SequentialFiles now(FileBackend backend) {
        SequentialFiles files = SequentialFiles.NONE;
        for (String path : ALL) {
            try {
                String version = backend.info(path).version().orElseThrow();
                files = files.with(path, HistoryClient.valueIn(backend, path), version);
            } catch (NotFoundException e) {
                continue; // so it is missing in the model too
            }
        }
        return files;
    }

    /**
     * Files that are moved go together; any other goes alone, and sessions, whose commits may be seen file by file from
     * outside, go together for all who wait for their turn.
     */
    private static Optional<String> violation(SequentialFiles before, History history) {
        Stream<History> alone = Stream.of(HistoryClient.GENERATIONS, HistoryClient.MIXED).flatMap(List::stream)
                .map(path -> history.on(List.of(path)));
        Stream<History> together = Stream.of(history.on(HistoryClient.MOVED),
                history.on(HistoryClient.GENERATIONS).withoutLooks(), history.on(HistoryClient.MIXED).withoutLooks());
        return Stream.concat(alone, together).map(part -> Linearizability.violation(before, part))
                .flatMap(Optional::stream).findFirst();
    }

    private static List<History.Step> torn(History history) {
        return history.events().stream().flatMap(event -> event.steps().stream())
                .filter(step -> step.answer().startsWith("torn")).toList();
    }

    private static List<History.Event> mixed(History history) {
        return history.on(HistoryClient.GENERATIONS).events().stream().filter(History.Event::session)
                .filter(event -> event.steps().stream().filter(step -> step.kind() == Kind.READ)
                        .map(History.Step::answer).distinct().count() > 1)
                .toList();
    }

    static Stream<Arguments> broken() {
        return Map.<String, UnaryOperator<Store>>of(
                "without locks", BrokenStores.WithoutLocks::new,
                "with commits in pieces", BrokenStores.WithCommitsInPieces::new,
                "with moves in two steps", BrokenStores.WithMovesInTwoSteps::new,
                "with old infos", BrokenStores.WithOldInfos::new)
                .entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenStoreIsFoundOut(String name, UnaryOperator<Store> breaking, TestReporter reporter) throws Exception {
        List<FileBackend> used = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            used.add(open(breaking));
        }
        FileBackend sound = open(store -> store);
        long end = System.nanoTime() + LONGEST;
        for (int round = 0; System.nanoTime() - end < 0; round++) {
            SequentialFiles before = now(sound);
            if (isFoundOut(before, clients(used, round, seeds.nextLong()))) {
                reporter.publishEntry("a store " + name + " is found out in round", "" + round);
                return;
            }
        }
        throw new AssertionError("nobody has noticed");
    }

    /** By what its users see, or because what happens to them should never happen. */
    private static boolean isFoundOut(SequentialFiles before, List<HistoryClient> clients) throws Exception {
        try {
            History history = HistoryJvm.runAll(clients, System.nanoTime() + HEAD_START, OPERATIONS);
            return violation(before, history).isPresent();
        } catch (ExecutionException e) {
            return true;
        }
    }
}
