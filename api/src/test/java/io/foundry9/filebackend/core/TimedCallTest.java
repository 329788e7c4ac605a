package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimedCallTest {

    private final List<String> events = new ArrayList<>();

    private TimedCall<String> call() {
        return new TimedCall<>(
                () -> {
                    events.add("made");
                    return "result";
                },
                late -> events.add("discarded " + late));
    }

    private static void giveUp(TimedCall<?> call) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> call.await(Duration.ZERO));
    }

    @Test
    void callThatNobodyWaitsForBeforeItBeginsIsNeverMade() {
        TimedCall<String> call = call();
        call.whenOver(() -> events.add("over"));
        giveUp(call);

        call.run();

        assertThat(events).containsExactly("over");
    }

    @Test
    void resultThatIsThereIsGivenAtOnce() throws Exception {
        TimedCall<String> call = call();
        call.run();

        assertThat(call.await(Duration.ZERO)).isEqualTo("result");
        call.whenOver(() -> events.add("over"));
        assertThat(events).containsExactly("made", "over");
    }

    @Test
    void lateResultIsDiscardedBeforeItsEndIsTold() {
        List<TimedCall<String>> self = new ArrayList<>();
        self.add(new TimedCall<>(
                () -> {
                    giveUp(self.get(0));
                    return "result";
                },
                late -> {
                    events.add("discarded " + late);
                    throw new IOException("cannot be closed");
                }));
        self.get(0).whenOver(() -> events.add("over"));

        self.get(0).run();

        assertThat(events).containsExactly("discarded result", "over");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void lateFailureIsForgotten() {
        List<TimedCall<String>> self = new ArrayList<>();
        self.add(new TimedCall<>(
                () -> {
                    giveUp(self.get(0));
                    throw new IOException("too late");
                },
                late -> {}));

        self.get(0).run();

        self.get(0).whenOver(() -> events.add("over"));
        assertThat(events).containsExactly("over");
    }
}
