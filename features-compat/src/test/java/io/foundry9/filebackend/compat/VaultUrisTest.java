package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.vault.DuplicateVaultException;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vault://NAME/PATH}, as Java finds it. */
class VaultUrisTest {

    private static final URI NOTE = URI.create("vault://docs/notes/a.txt");

    private final VaultManager vaults = VaultManager.create(SchemeRegistry.empty());
    private Registration registration;

    @BeforeEach
    void enter() {
        vaults.register("docs", memory());
        registration = VaultFileSystems.enter(vaults);
    }

    @AfterEach
    void leave() {
        registration.close();
        vaults.close();
    }

    private static FileBackend memory() {
        return StoreBackend.over(new MemoryStore());
    }

    @Test
    void javaFindsAVaultByItsUri() throws IOException {
        Path note = Path.of(NOTE);
        Files.createDirectories(note.getParent());
        Files.writeString(note, "text");

        assertThat(vaults.get("docs").readText("notes/a.txt")).isEqualTo("text");
        assertThat(note).hasToString("/notes/a.txt").isEqualTo(Path.of(NOTE));
        assertThat(Path.of(URI.create("vault://docs"))).hasToString("/");
        assertThat(Path.of(URI.create("VAULT://docs/"))).hasToString("/");
        assertThat(FileSystems.getFileSystem(URI.create("vault://docs"))).isSameAs(note.getFileSystem())
                .hasToString("file system of vault 'docs'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a b", "/café", "/e\u0301", "/日本語/😀", "/100%", "/%2e%2e", "/a?b#c", "/~-_.!$&'()*+,;=:@",
                    "/[x]", "/a\"<>^`{|}"})
    void aPathComesBackFromItsUri(String text) {
        Path path = FileSystems.getFileSystem(URI.create("vault://docs")).getPath(text);

        assertThat(Path.of(path.toUri())).isEqualTo(path).hasToString(text);
        assertThat(path.toUri().toString()).startsWith("vault://docs/").matches("[!-~]+");
        assertThat(path.getFileSystem().getPath(text.substring(1)).toUri()).isEqualTo(path.toUri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault:docs/a", "vault:///a", "vault://docs/a?x=1", "vault://docs/a#x", "vault://u@docs/a",
            "vault://docs:80/a", "vault://-docs/a"})
    void otherUrisAreRefused(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> Path.of(URI.create(uri)))
                .withMessageContaining("vault://NAME/PATH");
    }

    @Test
    void anUnknownVaultIsNoFileSystem() {
        assertThatThrownBy(() -> Path.of(URI.create("vault://other/a"))).isInstanceOf(FileSystemNotFoundException.class)
                .hasMessageContaining("'other'").hasMessageContaining("known are docs");
        vaults.unregister("docs");
        assertThatThrownBy(() -> Path.of(NOTE)).isInstanceOf(FileSystemNotFoundException.class);
        registration.close();
        assertThatThrownBy(() -> Path.of(NOTE)).hasMessageContaining("entered?");
    }

    @Test
    void nobodyMakesAVaultByMakingAFileSystem() {
        assertThatThrownBy(() -> FileSystems.newFileSystem(URI.create("vault://docs"), Map.of()))
                .isInstanceOf(FileSystemAlreadyExistsException.class);
        assertThatThrownBy(() -> FileSystems.newFileSystem(URI.create("vault://other"), Map.of()))
                .isInstanceOf(FileSystemNotFoundException.class);
    }

    @Test
    void vaultsThatComeLaterAreFoundToo() {
        vaults.register("later", memory());
        assertThat(Path.of(URI.create("vault://later/a"))).hasToString("/a");
    }

    @Test
    void aVaultOfTheSameNameIsAnotherFileSystem() {
        Path before = Path.of(NOTE);
        vaults.unregister("docs");
        vaults.register("docs", memory());
        assertThat(Path.of(NOTE)).isNotEqualTo(before);
    }

    @Test
    void aFileSystemThatWasClosedIsMadeAnew() throws IOException {
        FileSystem closed = FileSystems.getFileSystem(URI.create("vault://docs"));
        closed.close();
        Path again = Path.of(URI.create("vault://docs/a"));
        assertThat(again.getFileSystem()).isNotSameAs(closed);
        assertThat(Files.createFile(again)).exists();
    }

    @Test
    void twoRegistriesCannotHaveOneName() {
        try (VaultManager other = VaultManager.create(SchemeRegistry.empty())) {
            other.register("docs", memory());
            assertThatThrownBy(() -> VaultFileSystems.enter(other)).isInstanceOfSatisfying(
                    DuplicateVaultException.class, e -> assertThat(e.name()).isEqualTo("docs"));
            other.unregister("docs");
            try (Registration second = VaultFileSystems.enter(other)) {
                other.register("docs", memory());
                assertThatThrownBy(() -> Path.of(NOTE)).isInstanceOf(DuplicateVaultException.class);
            }
            assertThat(Path.of(NOTE)).hasToString("/notes/a.txt");
        }
    }

    @Test
    void aRegistryIsEnteredOnlyOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> VaultFileSystems.enter(vaults))
                .withMessageContaining("already");
        registration.close();
        registration = VaultFileSystems.enter(vaults);
        assertThat(Path.of(NOTE)).hasToString("/notes/a.txt");
    }

    @Test
    void aRegistryThatIsClosedIsOut() {
        vaults.close();
        assertThatThrownBy(() -> Path.of(NOTE)).isInstanceOf(FileSystemNotFoundException.class);
        VaultFileSystems.enter(vaults);
        assertThatThrownBy(() -> Path.of(NOTE)).hasMessageContaining("entered?");
    }

    @Test
    void nothingHoldsARegistryThatIsClosed() throws InterruptedException {
        WeakReference<VaultManager> closed = enteredAndClosed();
        for (int i = 0; i < 100 && closed.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(closed.get()).isNull();
    }

    private static WeakReference<VaultManager> enteredAndClosed() {
        VaultManager manager = VaultManager.create(SchemeRegistry.empty());
        manager.register("passing", memory());
        VaultFileSystems.enter(manager);
        assertThat(Path.of(URI.create("vault://passing/a"))).hasToString("/a");
        manager.close();
        return new WeakReference<>(manager);
    }

    @Test
    void actionsAtTheEndOfARegistryRunOnceUnlessTheyWereTakenBack() {
        List<String> ran = new ArrayList<>();
        vaults.onClose(() -> ran.add("one"));
        vaults.onClose(() -> ran.add("taken back")).close();
        vaults.close();
        vaults.close();
        vaults.onClose(() -> ran.add("late"));
        assertThat(ran).containsExactly("one", "late");
    }

    @Test
    void withoutJavasHelpAVaultIsAFileSystemToo() throws IOException {
        try (FileSystem docs = VaultFileSystems.of(vaults, "docs")) {
            Files.writeString(docs.getPath("a.txt"), "text");
            assertThat(Files.readString(Path.of(URI.create("vault://docs/a.txt")))).isEqualTo("text");
            assertThat(docs.provider()).isSameAs(Path.of(NOTE).getFileSystem().provider());
            assertThat(docs.getPath("/a.txt")).isEqualByComparingTo(Path.of(URI.create("vault://docs/a.txt")));
            assertThat(Files.isSameFile(docs.getPath("/a.txt"), Path.of(URI.create("vault://docs/a.txt")))).isTrue();
        }
        assertThat(vaults.get("docs").exists("a.txt")).isTrue();
        assertThatThrownBy(() -> VaultFileSystems.of(vaults, "other")).isInstanceOf(UnknownVaultException.class);
    }

    @Test
    void aBackendWithoutANameHasUrisThatLeadNowhere() {
        Path path = VaultFileSystems.of(memory()).getPath("a");
        assertThat(path.toUri()).hasToString("vault:///a");
        assertThatIllegalArgumentException().isThrownBy(() -> Path.of(path.toUri()));
    }
}
