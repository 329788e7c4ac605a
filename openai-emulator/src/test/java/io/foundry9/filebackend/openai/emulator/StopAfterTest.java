package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StopAfterTest {
    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(OpenAiEmulator.strict());

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    private void assertRefused() {
        assertThatIOException().isThrownBy(() -> client.uploaded("x.txt", "x"));
    }

    @Test
    void afterTheLastRequestNothingGetsThroughUntilItIsResumed() throws IOException {
        openai.emulator().stopAfter(2);
        client.uploaded("a.txt", "a");
        assertThat(openai.emulator().isStopped()).isFalse();
        client.uploaded("b.txt", "b");
        assertThat(openai.emulator().isStopped()).isTrue();
        assertRefused();
        assertRefused();
        assertThat(openai.emulator().fileCount()).isEqualTo(2);
        assertThat(openai.emulator().requests().get(2).fault()).contains(FaultKind.STOPPED);
        openai.emulator().resume();
        client.uploaded("c.txt", "c");
        assertThat(openai.emulator().fileCount()).isEqualTo(3);
    }

    @Test
    void theLastAnswerMayBeLost() {
        openai.emulator().stopAfter(1, "POST /files", LastAnswer.LOST);
        assertRefused();
        assertThat(openai.emulator().fileCount()).isEqualTo(1);
        assertRefused();
        assertThat(openai.emulator().fileCount()).isEqualTo(1);
        assertThat(openai.emulator().requests()).extracting(ReceivedRequest::fault)
                .containsExactly(Optional.of(FaultKind.LOST_ANSWER), Optional.of(FaultKind.STOPPED));
    }

    @Test
    void onlyRequestsOfTheKindAreCounted() throws IOException {
        openai.emulator().stopAfter(1, "POST /files", LastAnswer.ANSWERED);
        client.get("/files");
        client.get("/files");
        client.uploaded("a.txt", "a");
        assertRefused();
    }

    @Test
    void requestsWithoutEffectAreNotCounted() throws IOException {
        openai.emulator().stopAfter(1, "POST /files", LastAnswer.ANSWERED);
        openai.emulator().faults().next("POST /files", Fault.serverError());
        client.uploaded("a.txt", "a");
        client.uploaded("a.txt", "a");
        assertThat(openai.emulator().fileCount()).isEqualTo(1);
        assertRefused();
    }

    @Test
    void stoppingAtOnceRefusesTheFirst() {
        openai.emulator().stopAfter(0);
        assertRefused();
        assertThat(openai.emulator().fileCount()).isZero();
    }
}
