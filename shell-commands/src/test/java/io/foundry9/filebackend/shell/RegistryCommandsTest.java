package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.vault.VaultOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code add}, {@code list}, {@code remove}, {@code schemes}, {@code show}, {@code swap} and {@code use}. */
class RegistryCommandsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aVaultIsAddedForGood() {
        Bench.Result result = bench.run("add", "docs", "memory://x", "--lock-timeout=200ms", "--read-only");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
        assertThat(bench.configurations.kept).containsEntry("docs",
                VaultOptions.DEFAULTS.withLockTimeout(Duration.ofMillis(200)).withReadOnly(true));
        assertThat(bench.vaults.exists("docs")).isTrue();
    }

    @Test
    void aTransientVaultIsNotKept() {
        assertThat(bench.run("add", "--transient", "docs", "memory://x").status()).isZero();
        assertThat(bench.configurations.kept).isEmpty();
        assertThat(bench.vaults.exists("docs")).isTrue();
    }

    @Test
    void aSecretInClearIsRefusedWithAdviceAndNotShown() {
        Bench.Result result = bench.run("add", "ai", "safe://vs_1?api_key=sk-12345");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: ai: the URI has a secret in it, which would have to be stored;"
                + " write env:NAME or file:/path in its place, or use --transient\n");
        assertThat(bench.vaults.exists("ai")).isFalse();
        assertThat(bench.run("add", "ai", "safe://vs_1?api_key=env:KEY").err()).isEmpty();
        assertThat(bench.run("add", "--transient", "ai2", "safe://vs_1?api_key=sk-12345").err()).isEmpty();
        assertThat(bench.run("list").out()).doesNotContain("sk-12345").contains("env:KEY");
        assertThat(bench.run("show", "ai2").out()).doesNotContain("sk-12345");
    }

    @Test
    void whatIsWrongWithAVaultIsToldByItsName() {
        assertThat(bench.run("add", "home", "memory://").err())
                .startsWith("vault: home: there is a vault 'home' already");
        assertThat(bench.run("add", "a b", "memory://").err()).startsWith("vault: a b: ").hasLineCount(1);
        assertThat(bench.run("add", "x", "nosuch://").err())
                .isEqualTo("vault: x: unknown scheme 'nosuch'; known are file, memory, safe\n");
        assertThat(bench.run("add", "x", "/some/dir").err()).startsWith("vault: x: not a URI: ");
        assertThat(bench.run("add", "x", "memory://?a=b").err()).startsWith("vault: x: unknown parameter 'a'");
        assertThat(bench.run("add", "x").status()).isEqualTo(2);
        assertThat(bench.run("add", "x", "memory://", "--lock-timeout=soon").err())
                .startsWith("vault: add: --lock-timeout must be a time such as 500ms, 5s, 2m, 1h, not soon; usage: ");
    }

    @Test
    void aTimeMayHaveAUnit() {
        bench.run("add", "a", "memory://", "--lock-timeout", "5");
        bench.run("add", "b", "memory://", "--lock-timeout", "2m");
        bench.run("add", "c", "memory://", "--lock-timeout", "5s");
        bench.run("add", "d", "memory://", "--lock-timeout", "1h");
        assertThat(bench.run("show", "d").out()).contains("lock time-out: 3600 s\n");
        assertThat(bench.run("show", "a").out()).contains("lock time-out: 5 s\n", "kept: until this process ends\n");
        assertThat(bench.run("show", "b").out()).contains("lock time-out: 120 s\n");
        assertThat(bench.run("show", "c").out()).contains("lock time-out: 5 s\n");
    }

    @Test
    void vaultsAreListed() {
        bench.run("add", "--transient", "docs", "memory://x");
        assertThat(bench.run("list").out()).isEqualTo("""
                docs memory active memory://x -
                home - active - -
                other - active - -
                """);
        assertThat(bench.onColorTerminal().run("list").out()).contains("\u001B[32mactive\u001B[0m  ");
        assertThat(bench.onTerminal().run("list").lines()).first()
                .isEqualTo("NAME   SCHEME  STATE   URI         REASON");
        assertThat(bench.run("list", "x").status()).isEqualTo(2);
    }

    @Test
    void aVaultIsShown() {
        assertThat(bench.run("show", "home").out()).isEqualTo("""
                name: home
                state: active
                kept: until this process ends
                lock time-out: 30 s
                wait time-out: 5 s
                drain time-out: 30 s
                read-only: false
                """);
        assertThat(bench.run("show").status()).isEqualTo(2);
        assertThat(bench.using("other").run("show").out()).startsWith("name: other\n");
        assertThat(bench.run("show", "nope").err()).isEqualTo("vault: nope: no such vault; there are: home, other\n");
    }

    @Test
    void aVaultIsTakenAwayAndItsFilesStay() {
        bench.run("add", "--transient", "docs", "memory://x");
        Bench.Result result = bench.onTerminal().using("docs").run("remove", "docs");
        assertThat(result.status()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("docs is no vault any more; its files stay where they are: memory://x\n");
        assertThat(bench.vaults.exists("docs")).isFalse();
        assertThat(bench.run("use").err()).startsWith("vault: no vault is current; ");
    }

    @Test
    void whatIsNoVaultCannotBeTakenAway() {
        Bench.Result result = bench.run("remove", "nope", "other");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: nope: no such vault; there are: home, other\n");
        assertThat(bench.vaults.names()).containsExactly("home");
        bench.vaults.unregister("home");
        assertThat(bench.run("remove", "nope").err()).isEqualTo("vault: nope: no such vault; vault:add makes one\n");
    }

    @Test
    void aVaultIsChosen() {
        assertThat(bench.run("use").err())
                .isEqualTo("vault: no vault is current; vault:use NAME chooses one, vault:list shows them\n");
        assertThat(bench.run("use", "home:/").err()).isEmpty();
        assertThat(bench.run("use").out()).isEqualTo("home\n");
        assertThat(bench.run("use", "nope").status()).isEqualTo(1);
        assertThat(bench.run("use").out()).isEqualTo("home\n");
    }

    @Test
    void anotherBackendIsPutBehindAVault() {
        bench.run("add", "--transient", "docs", "memory://x");
        bench.run("write", "docs:/a", "x");
        assertThat(bench.run("swap", "docs", "memory://y").err()).isEmpty();
        assertThat(bench.run("ls", "docs:").out()).isEmpty();
        assertThat(bench.run("swap", "docs", "nosuch://").err()).startsWith("vault: docs: unknown scheme 'nosuch'");
        assertThat(bench.run("swap", "nope", "memory://").err()).startsWith("vault: nope: no such vault; ");
    }

    @Test
    void theContentGoesAlongIfThatIsWanted() {
        bench.run("add", "--transient", "docs", "memory://x");
        bench.run("write", "docs:/a", "text");

        assertThat(bench.run("swap", "--copy", "docs", "memory://y").out())
                .matches("docs: copied 1 file \\(4 bytes\\); writers waited for \\d+ ms\n");

        assertThat(bench.run("cat", "docs:/a").out()).isEqualTo("text");
        assertThat(bench.run("swap", "--copy", "docs", "nosuch://").err())
                .startsWith("vault: docs: unknown scheme 'nosuch'");
    }

    @Test
    void aVaultThatIsKeptIsSwappedForGoodUnlessItIsMeantForNow() {
        bench.vaults.configure("docs", "memory://x", VaultOptions.DEFAULTS);

        bench.run("swap", "--transient", "docs", "memory://y");
        assertThat(bench.configurations.swapped).isEmpty();
        bench.run("swap", "docs", "memory://z");
        assertThat(bench.configurations.swapped).containsEntry("docs", "memory://z");
        bench.run("swap", "--copy", "docs", "memory://w");
        assertThat(bench.configurations.swapped).containsEntry("docs", "memory://w");
        assertThat(bench.run("swap", "docs", "safe://?api_key=hunter2").err())
                .contains("env:NAME").doesNotContain("hunter2");
    }

    @Test
    void schemesAreListedWithTheirParameters() {
        assertThat(bench.run("schemes").out()).isEqualTo("""
                file create_root boolean false Make it if it is not there.
                memory - - - -
                safe api_key secret - The key.
                safe cache_ttl duration 5 How long listings are believed.
                safe mode fast|sure fast What counts more.
                """);
        assertThat(bench.run("schemes", "memory").out()).isEqualTo("memory - - - -\n");
        assertThat(bench.run("schemes", "http").err())
                .isEqualTo("vault: http: no such scheme; there are: file, memory, safe\n");
    }

    @Test
    void withoutAnythingThatKeepsThemVaultsAreTransient() {
        Vaults services = new Vaults(bench.vaults, Optional.empty(), SchemeRegistry.empty());
        assertThat(services.configurations()).isEmpty();
        assertThat(bench.replace(new AddCommand(services)).run("add", "x", "memory://").err()).isEqualTo(
                "vault: x: there is nothing here that keeps vaults; use --transient, or install a ConfigAdmin\n");
    }
}
