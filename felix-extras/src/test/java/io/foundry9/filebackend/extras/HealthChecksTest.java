package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

class HealthChecksTest {

    private final TestFramework framework = new TestFramework();
    private final TestVaults vaults = new TestVaults();

    @AfterEach
    void stop() throws Exception {
        framework.close();
        vaults.close();
    }

    private ServiceRegistration<FileBackend> publish(FileBackend backend, Object name) {
        return framework.context().registerService(FileBackend.class, backend,
                new Hashtable<>(Map.of("vault.name", name)));
    }

    private List<Object> checks() {
        return framework.references(HealthCheck.class).stream()
                .map(reference -> reference.getProperty(HealthCheck.NAME)).sorted().toList();
    }

    @Test
    void checksFollowTheVaults() {
        ServiceRegistration<FileBackend> a = publish(vaults.add("a"), "a");
        try (HealthChecks checks = new HealthChecks(framework.context(), vaults.registry)) {
            publish(vaults.add("b"), "b");
            assertThat(checks()).containsExactly("F9 vault a", "F9 vault b");

            a.setProperties(new Hashtable<>(Map.of("vault.name", "a", "vault.scheme", "other")));
            assertThat(checks()).containsExactly("F9 vault a", "F9 vault b");

            a.unregister();
            assertThat(checks()).containsExactly("F9 vault b");
        }
        assertThat(checks()).isEmpty();
    }

    @Test
    void aCheckIsFoundByItsTagsAndSaysHowTheVaultIs() {
        publish(vaults.add("a"), "a");
        try (HealthChecks checks = new HealthChecks(framework.context(), vaults.registry)) {
            assertThat(framework.references(HealthCheck.class)).singleElement().satisfies(reference -> {
                assertThat(Arrays.asList((Object[]) reference.getProperty(HealthCheck.TAGS)))
                        .containsExactly("f9", "vault");
                assertThat(reference.getProperty("vault.name")).isEqualTo("a");
            });
            assertThat(framework.services(HealthCheck.class)).singleElement()
                    .satisfies(check -> assertThat(check.execute().isOk()).isTrue());
        }
    }

    @Test
    void onlyTheHandleOfTheRegistryIsTheVault() {
        FileBackend a = vaults.add("a");
        try (HealthChecks checks = new HealthChecks(framework.context(), vaults.registry)) {
            publish(vaults.add("other"), "a");
            publish(a, "unknown");
            publish(a, 5);
            framework.context().registerService(FileBackend.class, a, null);
            assertThat(checks()).isEmpty();
        }
    }
}
