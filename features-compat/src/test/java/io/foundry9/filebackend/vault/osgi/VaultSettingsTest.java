package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foundry9.filebackend.vault.VaultOptions;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultSettingsTest {

    private static VaultSettings read(Map<String, ?> properties) {
        return VaultSettings.of(new Hashtable<>(properties));
    }

    @Test
    void aUriAloneHasTheUsualOptions() {
        assertThat(read(Map.of("uri", " file:///a "))).isEqualTo(new VaultSettings("file:///a", VaultOptions.DEFAULTS));
    }

    @Test
    void allKeysAreRead() {
        VaultOptions options = read(Map.of("uri", "file:///a", "lockTimeout", "500ms", "waitTimeout", "2m",
                "drainTimeout", "0", "layers", "retry=3", "readOnly", "true")).options();

        assertThat(options).isEqualTo(new VaultOptions(
                Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ZERO, "retry=3", true));
    }

    @Test
    void valuesMayBeTyped() {
        VaultOptions options = read(Map.of("uri", "file:///a", "lockTimeout", 7, "readOnly", true,
                "layers", new String[] {"retry=3", "observe"})).options();

        assertThat(options.lockTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.readOnly()).isTrue();
        assertThat(options.layers()).isEqualTo("retry=3,observe");
        assertThat(read(Map.of("uri", "file:///a", "layers", List.of("retry=3"))).options().layers())
                .isEqualTo("retry=3");
    }

    @Test
    void whatThePlatformAddsIsLeftAlone() {
        assertThat(read(Map.of("uri", "file:///a", "service.pid", "x", "felix.fileinstall.filename", "y", ":z", "1")))
                .isEqualTo(new VaultSettings("file:///a", VaultOptions.DEFAULTS));
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("readOnly", "true")))
                .withMessageContaining("'uri'");
        assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("uri", " ")))
                .withMessageContaining("'uri'");
        assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("uri", "file:///a", "readonly", "true")))
                .withMessageContaining("'readonly'").withMessageContaining("readOnly");
        assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("uri", "file:///a", "waitTimeout", "soon")))
                .withMessageContaining("'waitTimeout'");
        assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("problem", "the file is torn")))
                .withMessage("the file is torn");
    }

    @Test
    void onlyWhatIsUnusualIsWritten() {
        VaultOptions options = VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofMillis(1500)).withReadOnly(true)
                .withLockTimeout(Duration.ofMinutes(10)).withLayers("retry=3");

        assertThat(new VaultSettings("file:///a", VaultOptions.DEFAULTS).toMap()).isEqualTo(Map.of("uri", "file:///a"));
        assertThat(new VaultSettings("file:///a", options).toMap()).isEqualTo(Map.of("uri", "file:///a",
                "waitTimeout", "1.5s", "lockTimeout", "600s", "layers", "retry=3", "readOnly", "true"));
        assertThat(read(new VaultSettings("file:///a", options).toMap()).options()).isEqualTo(options);
        assertThat(new VaultSettings("fake://a?key=hunter2", options).toString()).doesNotContain("hunter2");
    }
}
