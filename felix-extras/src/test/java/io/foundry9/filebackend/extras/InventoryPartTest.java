package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Isolation;
import io.foundry9.filebackend.Reach;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.vault.VaultOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventoryPartTest {

    private final TestFramework framework = new TestFramework();
    private final TestVaults vaults = new TestVaults();

    @AfterEach
    void stop() throws Exception {
        framework.close();
        vaults.close();
    }

    private String print(Format format) {
        StringWriter text = new StringWriter();
        try (InventoryPart part = new InventoryPart(framework.context(), vaults.registry, vaults.schemes)) {
            InventoryPrinter printer = framework.services(InventoryPrinter.class).get(0);
            printer.print(new PrintWriter(text), format, false);
        }
        return text.toString();
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(print(Format.JSON));
    }

    @Test
    void jsonHoldsVaultsAndSchemes() throws Exception {
        vaults.registry.register("a", TestVaults.SECRET_URI, VaultOptions.DEFAULTS.withLayers("retry=2"));
        vaults.add("b", new FakeSync());

        JsonNode all = json();

        JsonNode a = all.at("/vaults/0");
        assertThat(a.at("/name").textValue()).isEqualTo("a");
        assertThat(a.at("/state").textValue()).isEqualTo("active");
        assertThat(a.at("/uri").textValue()).startsWith("test://place").contains("note=n");
        assertThat(a.at("/scheme").textValue()).isEqualTo("test");
        assertThat(a.at("/persistent").booleanValue()).isFalse();
        assertThat(a.at("/options/lockTimeoutMillis").longValue()).isEqualTo(30_000);
        assertThat(a.at("/options/layers").textValue()).isEqualTo("retry=2");
        assertThat(a.at("/options/readOnly").isBoolean()).isTrue();
        assertThat(a.at("/capabilities/features")).extracting(JsonNode::textValue).contains("WRITES");
        assertThat(a.at("/capabilities/exclusion").textValue()).isEqualTo("PROCESS");
        JsonNode b = all.at("/vaults/1");
        assertThat(b.has("uri")).isFalse();
        assertThat(b.at("/capabilities/extensions")).extracting(JsonNode::textValue)
                .containsExactly("SyncFileBackend");
        assertThat(all.at("/schemes/0/name").textValue()).isEqualTo("test");
        assertThat(all.at("/schemes/0/parameters")).extracting(JsonNode::textValue).containsExactly("key", "note");
    }

    @Test
    void textSaysTheSameInLines() {
        vaults.add("a");
        assertThat(print(Format.TEXT).lines()).startsWith("vaults:", "  a", "    state: active")
                .contains("    options:", "      readOnly: false", "      layers:", "schemes:", "  test",
                        "    parameters: key, note");
    }

    @Test
    void noSecretIsPrinted() {
        vaults.add("a");
        assertThat(print(Format.TEXT)).doesNotContain("hunter2");
        assertThat(print(Format.JSON)).doesNotContain("hunter2");
    }

    @Test
    void aVaultThatDoesNotWorkIsPrintedWithItsReason() throws Exception {
        String reason = vaults.addFailed("a").reason().orElseThrow();
        JsonNode vault = json().at("/vaults/0");
        assertThat(vault.at("/state").textValue()).isEqualTo("failed");
        assertThat(vault.at("/reason").textValue()).isEqualTo(reason);
        assertThat(vault.at("/persistent").booleanValue()).isTrue();
        assertThat(vault.has("capabilities")).isFalse();
    }

    @Test
    void aBackendThatCannotSayWhatItCanKeepsNoOtherFromBeingPrinted() throws Exception {
        addSaying("a", () -> {
            throw new BackendUnavailableException("", "it is away");
        });
        addSaying("b", () -> {
            throw new IllegalStateException("key=hunter2");
        });
        addSaying("c", () -> new Capabilities(Set.of(), OptionalLong.of(5), 100,
                Reach.PROCESS, Isolation.PER_FILE,
                Set.of(), Set.of()));
        JsonNode found = json().at("/vaults");
        assertThat(found.at("/0/problem").textValue()).isEqualTo("it is away");
        assertThat(found.at("/1/problem").textValue())
                .isEqualTo("the backend cannot say what it can do: java.lang.IllegalStateException");
        assertThat(found.at("/2/capabilities/largestFile").longValue()).isEqualTo(5);
    }

    /** A vault whose store says these capabilities from the second time on: the first time it is made a backend. */
    private void addSaying(String name, Supplier<Capabilities> capabilities) {
        boolean[] ready = new boolean[1];
        vaults.add(name, new ForwardingStore(new MemoryStore()) {
            @Override
            public Capabilities capabilities() {
                return ready[0] ? capabilities.get() : super.capabilities();
            }
        });
        ready[0] = true;
    }

    @Test
    void withoutVaultsThereAreOnlySchemes() throws Exception {
        assertThat(json().at("/vaults")).isEmpty();
        assertThat(print(Format.TEXT)).startsWith("vaults:\nschemes:\n");
    }
}
