package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.it.lent.Latencies;
import io.foundry9.filebackend.it.lent.Load;
import io.foundry9.filebackend.it.lent.LoadReport;
import io.foundry9.filebackend.it.lent.VaultUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

/**
 * Backends come and go, and vaults move, while many threads work in a vault that is told to be patient: no operation
 * fails, nothing that was acknowledged is lost, nothing is seen half done, and in the end nothing is left behind.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DynamicsFelixIT {
    private static final boolean LONG = Boolean.getBoolean("f9.long");
    private static final int THREADS = 16;
    private static final int CALM = LONG ? 200 : 5;
    private static final long WAIT_MILLIS = 30_000;

    @TempDir static Path home;

    private final OldLoaders old = new OldLoaders();
    private final Warnings warnings = new Warnings();
    private LivePlatform platform;
    private Footprint before;
    private int places;

    /** Something that happens again and again. */
    private interface Change {
        void make(int time) throws Exception;
    }

    @BeforeAll
    void start() throws Exception {
        warnings.begin();
        platform = LivePlatform.start(home);
        if (Git.isThere()) {
            Git.bare(home.resolve("remote.git"));
        }
        warmUp();
        before = Footprint.of(platform.context(), home);
    }

    /** What is made once and stays must not look as if it had been left behind. */
    private void warmUp() throws Exception {
        VaultUser user = platform.user();
        for (String scheme : Git.isThere() ? new String[] {"file", "git"} : new String[] {"file"}) {
            user.register("warm", place(scheme), WAIT_MILLIS);
            Load load = user.load("warm", 2);
            load.awaitSteps(50);
            assertThat(load.end().failures()).isEmpty();
            user.unregister("warm");
        }
    }

    @AfterAll
    void nothingIsLeft() throws Exception {
        try {
            awaitAsBefore();
        } finally {
            platform.close();
            warnings.end();
        }
        assertThat(warnings.said()).isEmpty();
    }

    private void awaitAsBefore() throws Exception {
        List<String> left = new ArrayList<>();
        try {
            Eventually.isTrue("all is as before", () -> {
                left.clear();
                left.addAll(Footprint.of(platform.context(), home).beyond(before));
                return left.isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(String.join(", ", left), e);
        }
    }

    // What is behind a vault is replaced

    @Test
    void aVaultMovesBetweenDirectories() throws Exception {
        moves("local directories", 10, 500, "file", "file");
    }

    @Test
    void aVaultMovesBetweenADirectoryAndAGitRepository() throws Exception {
        assumeGit();
        moves("a local directory and git", 6, 200, "git", "file");
    }

    private void moves(String between, int few, int many, String odd, String even) throws Exception {
        int first = places + 1;
        String vault = "moving-" + first;
        platform.user().register(vault, place(even), WAIT_MILLIS);
        Latencies pauses = new Latencies();
        underLoad("moves between " + between, vault, times(few, many), time -> {
            pauses.add(platform.user().swapWithContent(vault, place(time % 2 == 0 ? odd : even)));
            remove(first + time - 3); // nobody looks there any more
        });
        print("  writers held up, ms p50/p99/max " + pauses);
        platform.user().unregister(vault);
    }

    @Test
    void aVaultIsSwappedForAnotherOnTheSameDirectory() throws Exception {
        String uri = place("file");
        platform.user().register("swapped", uri, WAIT_MILLIS);
        underLoad("swaps on one directory", "swapped", times(20, 500), time -> platform.user().swap("swapped",
                time % 2 == 0 ? uri + "&durability=process" : uri));
        platform.user().unregister("swapped");
    }

    @Test
    void aVaultIsConfiguredAnew() throws Exception {
        String uri = place("file");
        platform.user().configure("configured", Map.of("uri", uri, "waitTimeout", "30s"));
        underLoad("changes of configuration", "configured", times(10, 100), time -> {
            String other = time % 2 == 0 ? uri + "&durability=process" : uri;
            platform.user().configure("configured",
                    Map.of("uri", other, "waitTimeout", "30s", "lockTimeout", 30 + time / 2 % 2 + "s"));
        });
        platform.user().forget("configured");
    }

    // The code behind a vault is replaced

    @ParameterizedTest
    @CsvSource({"local,file", "git,git"})
    void theBundleOfABackendIsUpdated(String bundle, String scheme) throws Throwable {
        assumeGit();
        Bundle backend = platform.ours(bundle);
        inUse(scheme, "updates of backend " + bundle, times(5, 200), time -> {
            old.note(backend);
            platform.update(backend);
        });
        old.awaitCollected();
    }

    @ParameterizedTest
    @CsvSource({"local,file", "git,git"})
    void theBundleOfABackendIsStoppedAndStarted(String bundle, String scheme) throws Exception {
        assumeGit();
        Bundle backend = platform.ours(bundle);
        inUse(scheme, "stops and starts of backend " + bundle, times(5, 100), time -> {
            backend.stop();
            backend.start();
        });
    }

    @ParameterizedTest
    @CsvSource({"local,file", "git,git", "localstore,file", "localstore,git"})
    void aBundleIsRefreshed(String name, String scheme) throws Throwable {
        assumeGit();
        Bundle bundle = platform.ours(name);
        inUse(scheme, "refreshes of " + name + " with a vault of " + scheme, times(2, 20), time -> {
            old.note(bundle);
            platform.refresh(bundle);
        });
        old.awaitCollected();
    }

    private void inUse(String scheme, String what, int times, Change change) throws Exception {
        String vault = "used-" + scheme + places;
        platform.user().register(vault, place(scheme), WAIT_MILLIS);
        underLoad(what, vault, times, change);
        platform.user().unregister(vault);
    }

    /** Everything of ours goes then, the registry too; what has a configuration is there again. */
    @Test
    void vaultsComeBackWhenEverythingOfOursIsRefreshed() throws Throwable {
        platform.user().configure("lasting", Map.of("uri", place("file"), "waitTimeout", "30s"));
        for (int time = 0; time < times(1, 20); time++) {
            String text = "written before " + time;
            platform.user().write("lasting", "a.txt", text);
            for (String name : new String[] {"local", "git", "localstore", "compat", "shell"}) {
                old.note(platform.ours(name));
            }
            platform.refresh(platform.named("io.foundry9.filebackend"));
            assertThat(platform.user().read("lasting", "a.txt")).isEqualTo(text);
        }
        platform.user().forget("lasting");
        old.awaitCollected();
    }

    // Backends of others

    @Test
    void ofTwoBackendsForOneSchemeTheOtherTakesOver() throws Throwable {
        Bundle lower = platform.install(Stranger.twinBundle(home, "lower", 0));
        Bundle higher = platform.install(Stranger.twinBundle(home, "higher", 10));
        lower.start();
        String uri = "twin://" + home.resolve("place-twin");
        VaultUser user = platform.user();
        user.register("shared", uri, WAIT_MILLIS);

        underLoad("take-overs by another backend", "shared", times(5, 100), time -> {
            assertThat(user.says("shared")).isEqualTo("lower");
            higher.start();
            user.register("fresh", uri, WAIT_MILLIS);
            assertThat(user.says("fresh")).as("the higher ranking wins").isEqualTo("higher");
            user.unregister("fresh");
            lower.stop();
            assertThat(user.says("shared")).isEqualTo("higher");
            lower.start();
            higher.stop();
        });

        user.unregister("shared");
        for (Bundle twin : new Bundle[] {lower, higher}) {
            old.note(twin);
            twin.uninstall();
        }
        old.awaitCollected();
    }

    @Test
    void aBackendThatIsDroppedInIsUsedUpdatedAndRemoved() throws Throwable {
        VaultUser user = platform.user();
        Path built = Stranger.backendBundle(home);
        Path dropped = platform.watched().resolve("map.jar");
        long start = System.nanoTime();
        Files.copy(built, dropped);
        Eventually.isTrue("the scheme is there", () -> user.schemes().contains("map"));
        user.register("dropped", "map://", WAIT_MILLIS);
        user.write("dropped", "a.txt", "text");
        assertThat(user.read("dropped", "a.txt")).isEqualTo("text");
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        print("a bundle that was dropped in was used after " + passed.toMillis() + " ms");
        if (LONG) { // it is about time, so it needs a machine that does nothing else
            assertThat(passed).isLessThan(Duration.ofSeconds(2));
        }

        Bundle bundle = platform.named("stranger.map.jar");
        long installed = bundle.getLastModified();
        old.note(bundle);
        Files.move(Stranger.backendBundle(home), dropped, StandardCopyOption.REPLACE_EXISTING);
        Eventually.isTrue("it is updated",
                () -> bundle.getLastModified() != installed && bundle.getState() == Bundle.ACTIVE);
        user.write("dropped", "b.txt", "other");
        assertThat(user.read("dropped", "b.txt")).isEqualTo("other");

        user.unregister("dropped");
        user.register("dropped", "map://", 200);
        old.note(bundle);
        Files.delete(dropped);
        Eventually.isTrue("the scheme has gone", () -> !user.schemes().contains("map"));
        assertThatThrownBy(() -> user.read("dropped", "b.txt")).hasMessageContaining("map");
        user.unregister("dropped");
        old.awaitCollected();
    }

    // Means

    private void underLoad(String what, String vault, int times, Change change) throws Exception {
        Load load = platform.user().load(vault, THREADS);
        boolean well = load.awaitSteps(CALM);
        LoadReport calm = load.measured();
        for (int time = 0; time < times && well; time++) {
            change.make(time);
            well = time % 3 == 2 || load.awaitSteps(1); // every third time the next comes at once
        }
        LoadReport report = load.end();
        assertThat(report.failures()).as(what).isEmpty();
        print(what + ": " + times + "; " + report.operations()
                + " operations, none failed, nothing lost; ms p50/p99/max "
                + report.latencies() + ", without " + calm.latencies());
    }

    private static int times(int few, int many) {
        return LONG ? many : few;
    }

    private static void print(String line) {
        if (LONG) {
            System.out.println("dynamics: " + line);
        }
    }

    private static void assumeGit() {
        assumeTrue(Git.isThere(), "git is installed");
    }

    /** A place where nothing is yet. */
    private String place(String scheme) {
        Path place = home.resolve("place-" + ++places);
        return scheme.equals("git")
                ? "git+file://" + home.resolve("remote.git") + "@main?path=" + place
                : "file://" + place + "?create_root=true";
    }

    private static void remove(int place) throws IOException {
        Path gone = home.resolve("place-" + place);
        if (Files.isDirectory(gone)) {
            try (Stream<Path> all = Files.walk(gone)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
