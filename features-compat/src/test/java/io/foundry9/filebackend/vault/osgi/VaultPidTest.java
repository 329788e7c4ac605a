package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;

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
}
