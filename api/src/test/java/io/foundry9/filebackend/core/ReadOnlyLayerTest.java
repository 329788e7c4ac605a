package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReadOnlyLayerTest {

    private final ScriptedStore inner = new ScriptedStore();
    private final Store store = Layers.readOnly().apply(inner);

    @ParameterizedTest
    @EnumSource(names = {"STAGE", "STAGE_COPY", "PUBLISH", "APPEND"})
    void whatChangesIsRefusedBeforeAnythingIsTouched(StoreOperation operation) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> operation.on(store))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY))
                .satisfies(e -> assertThat(e.path()).isEqualTo("dir/a"));
        assertThat(inner.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"STAGE", "STAGE_COPY", "PUBLISH", "APPEND", "LOCK"})
    void whatReadsPasses(StoreOperation operation) throws IOException {
        assertThat(operation.on(store)).isNotNull();
        assertThat(inner.calls).containsExactly(operation.label());
    }

    @Test
    void capabilitiesSaySo() {
        Capabilities capabilities = store.capabilities();

        assertThat(capabilities.has(Feature.WRITES)).isFalse();
        assertThat(capabilities.has(Feature.APPEND_IN_PLACE)).isFalse();
        assertThat(capabilities.has(Feature.EXACT_BYTES)).isTrue();
        assertThat(capabilities.extensions()).isEmpty();
        assertThat(store.as(String.class)).isEmpty();
    }

    @Test
    void nobodyIsMadeToWaitForALock() {
        try (FileBackend backend = StoreBackend.over(store)) {
            assertThatExceptionOfType(InvalidOperationException.class)
                    .isThrownBy(() -> backend.delete("dir/a"))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY))
                    .withMessage("delete 'dir/a': the backend is read-only");
        }
        assertThat(inner.calls).containsExactly("close");
    }
}
