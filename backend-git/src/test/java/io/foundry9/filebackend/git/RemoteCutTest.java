package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.git.Remote.Pushed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that is cut at one byte or another loses nothing, and trying again is all that is needed. */
class RemoteCutTest {

    private static final int CUTS = Boolean.getBoolean("f9.long") ? 250 : 12;
    private static final int CONTENT = 20_000;

    @TempDir Path folder;

    private final Random random = new Random(7);
    private GitServersRepository there;
    private HttpsServerOfTests server;

    @BeforeEach
    void startServer() throws Exception {
        there = GitServersRepository.bare(folder.resolve("r.git"));
        server = HttpsServerOfTests.plain(folder);
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
        there.close();
    }

    private byte[] content() {
        byte[] bytes = new byte[CONTENT];
        random.nextBytes(bytes);
        return bytes;
    }

    private Remote remote(FlakyProxy wire) {
        return GitServersAccess.to(server.url("r.git", wire.port())).timeout(Duration.ofSeconds(5)).remote();
    }

    /** Points of cutting that are spread over a stretch, with its ends. */
    private static LongStream points(long stretch) {
        return LongStream.rangeClosed(0, CUTS - 1L).map(step -> step * (stretch - 1) / (CUTS - 1));
    }

    @Test
    void aPushThatIsCutLeavesTheBranchOldOrNewAndCanBeRepeated() throws Exception {
        ObjectId base = there.commit("main", Map.of("a", content()));
        long up;
        long down;
        try (GitServersRepository here = GitServersRepository.work(folder.resolve("measure"))) {
            long[] bytes = measurePush(here);
            up = bytes[0];
            down = bytes[1];
        }
        there.set("refs/heads/main", base);
        int[] late = new int[1];
        try (GitServersRepository here = GitServersRepository.work(folder.resolve("here"))) {
            for (long point : points(up).toArray()) {
                cutPush(here, point, true, late);
            }
            for (long point : points(down).toArray()) {
                cutPush(here, point, false, late);
            }
        }
        // Some cuts must come after the branch has moved, else this test does not see the hard case.
        assertThat(late[0]).isPositive();
    }

    private long[] measurePush(GitServersRepository here) throws Exception {
        try (FlakyProxy wire = new FlakyProxy(server.port()); Remote remote = remote(wire)) {
            ObjectId tip = remote.fetch(here.git, "main", OptionalInt.empty()).tip().orElseThrow();
            long up = wire.bytesUp();
            long down = wire.bytesDown();
            remote.push(here.git, "main", here.build(tip, Map.of("b", content())), List.of());
            return new long[] {wire.bytesUp() - up, wire.bytesDown() - down};
        }
    }

    private void cutPush(GitServersRepository here, long point, boolean isUp, int[] late) throws Exception {
        try (FlakyProxy wire = new FlakyProxy(server.port()); Remote remote = remote(wire)) {
            ObjectId old = remote.fetch(here.git, "main", OptionalInt.empty()).tip().orElseThrow();
            ObjectId mine = here.build(old, Map.of("b", content()));
            cut(wire, point, isUp);
            Throwable failure = catchThrowable(() -> remote.push(here.git, "main", mine, List.of()));
            requireRetryable(failure, point, isUp);
            ObjectId now = there.tip("refs/heads/main");
            assertThat(now).isIn(old, mine);
            if (failure != null && now.equals(mine)) {
                late[0]++;
            }
            Pushed again = remote.push(here.git, "main", mine, List.of());
            assertThat(again).isEqualTo(awaitedAfter(now, mine));
            assertThat(there.tip("refs/heads/main")).isEqualTo(mine);
            assertThat(here.tip("refs/remotes/origin/main")).isEqualTo(mine);
            assertThat(there.isComplete(mine)).isTrue();
        }
    }

    private static Pushed awaitedAfter(ObjectId now, ObjectId mine) {
        return now.equals(mine) ? Pushed.UP_TO_DATE : Pushed.SENT;
    }

    @Test
    void aFetchThatIsCutBringsAllOrNothingAndCanBeRepeated() throws Exception {
        there.commit("main", Map.of("a", content()));
        long[] bytes = measureFetch();
        for (long point : points(bytes[0]).toArray()) {
            cutFetch(point, true);
        }
        for (long point : points(bytes[1]).toArray()) {
            cutFetch(point, false);
        }
    }

    private long[] measureFetch() throws Exception {
        try (GitServersRepository here = GitServersRepository.work(folder.resolve("measure"));
                FlakyProxy wire = new FlakyProxy(server.port());
                Remote remote = remote(wire)) {
            remote.fetch(here.git, "main", OptionalInt.empty());
            return new long[] {wire.bytesUp(), wire.bytesDown()};
        }
    }

    private void cutFetch(long point, boolean isUp) throws Exception {
        ObjectId tip = there.tip("refs/heads/main");
        try (GitServersRepository here = GitServersRepository.work(folder.resolve(isUp + "-" + point));
                FlakyProxy wire = new FlakyProxy(server.port());
                Remote remote = remote(wire)) {
            cut(wire, point, isUp);
            Throwable failure = catchThrowable(() -> remote.fetch(here.git, "main", OptionalInt.empty()));
            requireRetryable(failure, point, isUp);
            ObjectId noted = here.tip("refs/remotes/origin/main");
            assertThat(noted).isIn(failure == null ? List.of(tip) : Arrays.asList(null, tip));
            if (noted != null) {
                assertThat(here.isComplete(noted)).isTrue();
            }
            assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).contains(tip);
            assertThat(here.tip("refs/remotes/origin/main")).isEqualTo(tip);
            assertThat(here.isComplete(tip)).isTrue();
        }
    }

    private static void cut(FlakyProxy wire, long point, boolean isUp) {
        if (isUp) {
            wire.cutUpAfter(point);
        } else {
            wire.cutDownAfter(point);
        }
    }

    private static void requireRetryable(Throwable failure, long point, boolean isUp) {
        if (failure == null) {
            return;
        }
        assertThat(failure).as("cut after %d bytes %s", point, isUp ? "up" : "down")
                .isInstanceOf(FileBackendException.class);
        assertThat(((FileBackendException) failure).retryable()).as("%s", failure).isTrue();
    }
}
