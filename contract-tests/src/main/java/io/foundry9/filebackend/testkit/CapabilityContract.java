package io.foundry9.filebackend.testkit;

import static io.foundry9.filebackend.testkit.Probe.failureOf;
import static io.foundry9.filebackend.testkit.Probe.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** CONTRACT section 8: what differs between backends is what they say, and nothing else. */
abstract class CapabilityContract extends ContractSection {

    private static final int WORTH_TRYING = 4 << 20;

    @Test
    void capabilitiesStayWhatTheyAre() {
        Capabilities before = backend.capabilities();
        createAll("a", "dir/b");
        assertThat(backend.capabilities()).isEqualTo(before);
    }

    @Test
    void anExtensionThatIsToldIsThereAndNoOther() {
        for (Class<?> extension : backend.capabilities().extensions()) {
            assertThat(backend.as(extension)).isPresent().get().isInstanceOf(extension);
        }
        assertThat(backend.as(Runnable.class)).isEmpty();
    }

    @Test
    void whatOnlySomeBackendsCanIsThereWithoutWaitingToo() {
        for (Class<?> extension : backend.capabilities().extensions()) {
            assertThat(join(backend.async().with(extension, extension::isInstance))).isTrue();
        }
        Throwable failure = failureOf(backend.async().with(Runnable.class, Object::toString));
        assertThat(failure).isInstanceOfSatisfying(InvalidOperationException.class,
                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void aPathThatIsLongerThanItSaysIsRefused() {
        int longest = backend.capabilities().longestPath();
        String path = "d/".repeat(longest / 2) + "nn";
        assertRefused(Reason.INVALID_PATH, () -> create(path, "x"));
        assertThat(walk("")).isEmpty();
    }

    @Test
    void aFileThatIsLargerThanItSaysIsRefused() {
        OptionalLong largest = backend.capabilities().largestFile();
        assumeTrue(largest.isPresent() && largest.getAsLong() <= WORTH_TRYING, "no limit that can be tried");
        int limit = (int) largest.getAsLong();
        backend.create("fits", Content.of(new byte[limit]));
        assertRefused(Reason.TOO_LARGE, () -> backend.create("known", Content.of(new byte[limit + 1])));
        assertRefused(Reason.TOO_LARGE, () -> backend.create("unknown", sink -> {
            sink.write(ByteBuffer.allocate(limit));
            sink.write(ByteBuffer.allocate(1));
        }));
        assertRefused(Reason.TOO_LARGE, () -> backend.append("fits", Content.of("x")));
        assertThat(list("")).containsExactly("fits");
        assertThat(backend.info("fits").size()).isEqualTo(limit);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        createAll("a");
        backend.close();
        backend.close();
    }
}
