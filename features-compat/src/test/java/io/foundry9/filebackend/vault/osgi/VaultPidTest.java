package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultPidTest {

    @ParameterizedTest
    @CsvSource({
            "io.foundry9.filebackend.vault~docs, docs",
            "io.foundry9.filebackend.vault~my-docs, my-docs",
            "io.foundry9.filebackend.vault~my~docs, my-docs",
            "io.foundry9.filebackend.vault~a~-b, a--b",
            "io.foundry9.filebackend.vault~a.b, a.b"})
    void theNameIsFoundHoweverTheConfigurationWasMade(String pid, String name) {
        assertThat(VaultPid.vaultOf(pid)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "io.foundry9.filebackend.vault", "io.foundry9.filebackend.vault.b1e2-3", "io.foundry9.filebackend.vault~",
            "io.foundry9.filebackend.vault~.x", "io.foundry9.filebackend.vault~a b", "other~docs"})
    void otherConfigurationsAreNoVaults(String pid) {
        assertThat(VaultPid.vaultOf(pid)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "io.foundry9.filebackend.vault~docs.cfg, docs",
            "io.foundry9.filebackend.vault-docs.cfg, docs",
            "io.foundry9.filebackend.vault-my-docs.cfg, my-docs",
            "io.foundry9.filebackend.vault~docs.cfg.json, docs",
            "io.foundry9.filebackend.vault~a.b.cfg, a.b"})
    void theNameIsFoundInTheNameOfTheFile(String file, String name) {
        assertThat(VaultPid.vaultOfFile(file)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "io.foundry9.filebackend.vault.cfg", "io.foundry9.filebackend.vault~docs.cfg.tmp",
            ".io.foundry9.filebackend.vault~docs.cfg", "io.foundry9.filebackend.vault~.cfg", "other~docs.cfg"})
    void otherFilesAreNoVaults(String file) {
        assertThat(VaultPid.vaultOfFile(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "file:/x/etc/io.foundry9.filebackend.vault-docs.cfg, '', docs",
            "file:/x/etc/io.foundry9.filebackend.vault-docs.cfg.json, ' ', docs",
            "file:/x/etc/io.foundry9.filebackend.vault-docs.cfg, other, other",
            "file:/x/etc/other.cfg, docs, docs"})
    void aConfigurationWithANameThatSaysNothingIsNamedByAPropertyOrAsItsFile(String file, String name, String vault) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("felix.fileinstall.filename", file);
        properties.put("vault.name", name);

        assertThat(VaultPid.vaultOf("io.foundry9.filebackend.vault.b1e2-3", properties)).contains(vault);
        assertThat(VaultPid.vaultOf("io.foundry9.filebackend.vault~own", properties)).contains("own");
    }

    @Test
    void withoutANameThereIsNoVault() {
        Dictionary<String, Object> properties = new Hashtable<>();
        assertThat(VaultPid.vaultOf("io.foundry9.filebackend.vault.b1e2-3", properties)).isEmpty();
        properties.put("vault.name", "a b");
        assertThat(VaultPid.vaultOf("io.foundry9.filebackend.vault.b1e2-3", properties)).isEmpty();
    }
}
