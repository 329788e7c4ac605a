package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of git as vaults, on the command line. As each process costs a second, most commands are in scripts. */
class VaultGitIT {
    @TempDir Path folder;
    private Path remote;
    private Vault ours;

    @BeforeEach
    void repository() throws IOException {
        assumeTrue(Git.isThere(), "git is installed");
        remote = Git.bare(folder.resolve("remote.git"));
        ours = vault("ours");
    }

    private Vault vault(String name) throws IOException {
        return Vault.in(Files.createDirectory(folder.resolve(name))).ofUser(folder.resolve("user"));
    }

    @Test
    void twoHomesShareARepository() throws Exception {
        Vault theirs = vault("theirs");

        assertThat(script(ours, "add docs '" + uri() + "?path=" + folder.resolve("tree") + "'",
                "write docs:/café.txt one", "status docs", "push -m 'First words' docs", "status docs"))
                .contains("1 change not committed", "A café.txt", "docs: sent 1 commit", "in step");
        assertThat(Git.run(remote, "log", "--format=%s", "main")).isEqualTo("First words\n");
        assertThat(folder.resolve("tree/café.txt")).hasContent("one");

        assertThat(script(theirs, "add docs " + uri(), "cat docs:/café.txt", "write --overwrite docs:/café.txt two",
                "sync docs")).startsWith("one").contains("docs: sent 1 commit");

        assertThat(script(ours, "pull docs", "cat docs:/café.txt", "log docs:/café.txt",
                "write --overwrite docs:/café.txt ours"))
                .contains("received 1 commit", "1 file changed here", "two", "First words", "f9-sync@example.com");

        script(theirs, "write --overwrite docs:/café.txt theirs", "push docs");
        Finished pull = ours.run("pull", "docs");
        assertThat(pull.status()).isEqualTo(1);
        assertThat(pull.out()).isEqualTo("C café.txt\n");
        assertThat(pull.err()).startsWith("vault: docs: 1 conflict to resolve").containsOnlyOnce("\n");
        script(ours, "accept --remote docs:/café.txt", "push docs");
        assertThat(Git.run(remote, "show", "main:café.txt")).isEqualTo("theirs");
    }

    /** Of the many things that happen on the way to a host nothing is told. */
    @Test
    void aHostThatIsNotThereIsOneLine() throws Exception {
        Path key = folder.resolve("key");
        Files.writeString(key, privateKey());

        Finished script = ours.script("""
                add docs 'git+file://%s/missing.git'
                add docs 'git+https://127.0.0.1:1/docs.git'
                add docs 'git+ssh://127.0.0.1:1/docs.git?ssh_key=%s'
                """.formatted(folder, key));

        assertThat(script.status()).isEqualTo(1);
        assertThat(script.out()).isEmpty();
        assertThat(script.err().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("vault: docs: ").contains("no such repository"),
                line -> assertThat(line).startsWith("vault: docs: ").contains("refuses the connection"),
                line -> assertThat(line).startsWith("vault: docs: ").contains("refuses the connection"));
    }

    @Test
    void allIsKeptInTheHome() throws Exception {
        ProcessBuilder add = ours.command("add", "docs", uri());
        add.environment().remove("XDG_CONFIG_HOME"); // that of all tests, where JGit has found out about the disk once

        assertThat(Finished.of(add, folder).status()).isZero();

        assertThat(names(ours.home())).contains("git", "cache");
        assertThat(names(ours.home().resolve("git"))).singleElement().asString().startsWith("remote-");
        assertThat(ours.home().resolve("cache/jgit/config")).isRegularFile();
        assertThat(ours.home().resolve("run")).isEmptyDirectory();
        assertThat(folder.resolve("user")).doesNotExist();
    }

    @Test
    void whoNamesOtherPlacesHasThem() throws Exception {
        ProcessBuilder add = ours.command("add", "docs", uri());
        add.environment().put("XDG_CONFIG_HOME", folder.resolve("settings").toString());
        add.environment().merge("F9_JAVA_OPTS",
                " -Dio.foundry9.filebackend.git.home=" + folder.resolve("places"), String::concat);

        assertThat(Finished.of(add, folder).status()).isZero();

        assertThat(folder.resolve("settings/jgit/config")).isRegularFile();
        assertThat(names(folder.resolve("places"))).hasSize(1);
        assertThat(names(ours.home())).doesNotContain("git", "cache");
    }

    /** Runs commands to a good end; what they printed. */
    private static String script(Vault vault, String... commands) throws IOException, InterruptedException {
        Finished script = vault.script(String.join("\n", commands) + "\n");
        assertThat(script.err()).isEmpty();
        assertThat(script.status()).isZero();
        return script.out();
    }

    private String uri() {
        return "git+file://" + remote + "@main";
    }

    private static String privateKey() throws NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
