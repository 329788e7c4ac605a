package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Store;
import org.junit.jupiter.api.Test;

/** What the options of a vault put around its store. */
class LayerTest extends VaultTestBase {

    @Test
    void aReadOnlyVaultRefusesToBeWritten() {
        FileBackend docs = registry.register("docs", "fake://a", VaultOptions.DEFAULTS.withReadOnly(true));

        assertThat(docs.list("")).isEmpty();
        assertThatThrownBy(() -> docs.write("a.txt", Content.of("x")))
                .asInstanceOf(type(InvalidOperationException.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.READ_ONLY));
    }

    @Test
    void layersAreReadAndApplied() {
        FileBackend docs =
                registry.register("docs", "fake://a", VaultOptions.DEFAULTS.withLayers("retry=2, read_only"));

        assertThatThrownBy(() -> docs.write("a.txt", Content.of("x"))).isInstanceOf(InvalidOperationException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register("code", "fake://a", VaultOptions.DEFAULTS.withLayers("retyr=2")))
                .withMessageContaining("retyr");
        assertThat(factory.opened).hasSize(1);
    }

    @Test
    void aVaultWhoseLayerIsNotThereIsOpenedWhenItComes() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT.withLayers("marking"));
        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        assertThat(registry.info("docs").reason()).hasValueSatisfying(why -> assertThat(why).contains("marking"));

        layers.register("marking", Marking::new);

        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
        assertThat(registry.get("docs").as(Marking.class)).isEmpty();
    }

    @Test
    void aVaultWhoseLayerGoesIsOpenedAnewOrFails() throws InterruptedException {
        Registration first = layers.register("marking", Marking::new);
        Registration second = layers.register("marking", inner -> new Marking(inner));
        registry.configure("docs", "fake://a", PATIENT.withLayers("marking"));
        settled("docs");

        first.close();
        first.close();
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
        assertThat(factory.opened).hasSize(2);
        second.close();
        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        assertThat(factory.opened).hasSize(2).allMatch(FakeStore::isClosed);
    }

    @Test
    void ofTwoLayersOfOneNameTheHigherRankingIsUsed() {
        layers.register("marking", inner -> {
            throw new IllegalArgumentException("the lower");
        });
        Registration higher = layers.register("marking", Marking::new, 1);

        registry.register("docs", "fake://a", IMPATIENT.withLayers("marking"));

        assertThat(registry.info("docs").state()).isEqualTo(VaultState.ACTIVE);
        higher.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register("code", "fake://a", IMPATIENT.withLayers("marking")))
                .withMessage("the lower");
    }

    private static final class Marking extends ForwardingStore {
        Marking(Store inner) {
            super(inner);
        }
    }
}
