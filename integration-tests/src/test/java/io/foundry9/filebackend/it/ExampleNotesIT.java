package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a bundle that uses a vault, dropped into a home as its page says. */
class ExampleNotesIT {

    @TempDir Path folder;

    @Test
    void itWaitsForItsVaultAndThenHasItsCommands() throws Exception {
        Vault vault = Vault.in(folder);
        Path deploy = Files.createDirectories(vault.home().resolve("deploy"));
        Files.copy(Path.of(System.getProperty("f9.notes")), deploy.resolve("notes.jar"));

        Finished process = vault.script("add docs '" + folder.resolve("docs").toUri() + "?create_root=true'\n"
                + "notes:add 'Buy milk'\nnotes:add 'Call Ann'\ncat docs:/notes.txt\n");

        assertThat(process.err()).isEmpty();
        assertThat(process.out()).isEqualTo("Buy milk\nCall Ann\n");
        Finished without = vault.script("remove docs\nnotes:all\n");
        assertThat(without.err()).contains("notes:all: no such command");
    }
}
