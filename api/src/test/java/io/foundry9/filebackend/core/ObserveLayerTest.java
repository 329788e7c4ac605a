package io.foundry9.filebackend.core;

import static io.foundry9.filebackend.core.ScriptedStore.fail;
import static io.foundry9.filebackend.core.StoreOperation.STAT;
import static io.foundry9.filebackend.core.StoreOperation.path;
import static io.foundry9.filebackend.core.StoreOperation.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.core.OperationRecorder.Figures;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObserveLayerTest {

    private final ScriptedStore inner = new ScriptedStore();
    private final OperationRecorder recorder = new OperationRecorder();
    private final AtomicLong clock = new AtomicLong();
    private final Store store = new ObserveLayer(recorder, clock::get).apply(inner);

    private ScriptedStore.Step taking(long nanos) {
        return () -> clock.addAndGet(nanos);
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsCounted(StoreOperation operation) throws IOException {
        inner.then(taking(7), taking(5));

        operation.on(store);
        operation.on(store);

        assertThat(recorder.figures())
                .containsExactly(Map.entry(operation.label(), new Figures(2, 0, 12, 7)));
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureIsCounted(StoreOperation operation) {
        inner.then(() -> {
            clock.addAndGet(3);
            throw new IOException("trouble");
        });

        assertThatThrownBy(() -> operation.on(store)).hasMessage("trouble");

        assertThat(recorder.figures().get(operation.label())).isEqualTo(new Figures(1, 1, 3, 3));
    }

    @Test
    void stepsOfStreamsAreCounted() throws IOException {
        try (StoreReader reader = store.open(path(), 0);
                Staging staging = store.stage(request())) {
            reader.read(ByteBuffer.allocate(1));
            staging.write(ByteBuffer.allocate(1));
            staging.finish();
            store.publish(List.of(new Change.Put(path(), staging, Guard.NONE)), false);
        }

        assertThat(recorder.figures()).containsOnlyKeys("finish", "open", "publish", "read", "stage", "write");
    }

    @Test
    void questionOfAGuardIsNoFailure() {
        inner.then(fail(new Rules.LinkMet()), fail(new Rules.TreeMet()), fail(new IllegalStateException("a bug")));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> STAT.on(store)).isInstanceOf(RuntimeException.class);
        }

        assertThat(recorder.figures().get("stat")).isEqualTo(new Figures(3, 1, 0, 0));
    }

    @Test
    void figuresAreAnotherFaceOfTheStore() throws IOException {
        Store observed = Layers.observe().apply(inner);
        STAT.on(observed);

        assertThat(observed.capabilities().extensions()).containsExactly(OperationRecorder.class);
        assertThat(observed.as(OperationRecorder.class).orElseThrow().figures()).containsOnlyKeys("stat");
        assertThat(observed.as(String.class)).contains("another face");
        assertThat(observed).hasToString("scripted store");
    }
}
