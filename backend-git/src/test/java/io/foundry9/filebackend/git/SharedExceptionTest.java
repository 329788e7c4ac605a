package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.StopWalkException;
import org.junit.jupiter.api.Test;

/** JGit keeps a stack for ever, and with it whoever was on it. */
class SharedExceptionTest {

    @Test
    void anUpdateOfTheBundleLeavesNoClassOfTheOldOneOnTheStackThatJGitKeeps() {
        StopWalkException.INSTANCE.fillInStackTrace();
        assertThat(isOnTheStack(getClass().getName())).isTrue();

        SharedException.forgetUs();

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (isOnTheStack("io.foundry9.") && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(Set.of(StopWalkException.INSTANCE.getStackTrace()))
                .allMatch(frame -> frame.getClassName().startsWith("java."));
    }

    private static boolean isOnTheStack(String prefix) {
        return Stream.of(StopWalkException.INSTANCE.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(prefix));
    }
}
