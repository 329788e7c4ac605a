package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.it.docs.KarafTranscript;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's path in Karaf: unpack it, install one archive, and work with vaults by its client. */
class KarafIT {
    /** Karaf 4.4 asks the JVM for what newer ones don't give. */
    private static final int NEWEST = 21;
    private static final String KEY = "sk-karaf";
    private static final String DOCS = "(?<![/\\w])docs(?![/\\w.])";

    @TempDir static Path folder;
    private static Karaf karaf;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Runtime.version().feature() <= NEWEST, "Karaf 4.4 does not run on this JDK");
        karaf = Karaf.start(folder);
        karaf.run("kar:install file:" + System.getProperty("f9.kar"));
        Eventually.isTrue("the commands are there", () -> karaf.run("vault:list", "vault:schemes")
                .contains("openai+vector"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (karaf != null) {
            karaf.close();
        }
    }

    private static String uri(String name) {
        return folder.resolve(name).toUri() + "?create_root=true";
    }

    /** It would restart the console that the person types in. */
    @Test
    void nothingOfKarafIsRestartedByTheInstallation() throws Exception {
        assertThat(karaf.run("feature:list -i")).contains("f9-filebackend-git", "f9-filebackend-openai");
        assertThat(karaf.refreshes()).isEmpty();
    }

    @Test
    void theFirstVaultTakesThreeCommandsAndABundleThatUsesItOneMore() throws Exception {
        String answer = karaf.run("vault:add docs " + uri("docs"), "vault:write docs:/notes/a.txt 'Buy milk'",
                "vault:ls docs:/notes", "vault:cat docs:/notes/a.txt", "vault:list",
                "bundle:install -s file:" + System.getProperty("f9.notes"), "notes:add 'Call Ann'",
                "vault:cat docs:/notes.txt");

        assertThat(answer).contains("a.txt").contains("Buy milk").contains("docs file active")
                .contains("Call Ann");
        assertThat(folder.resolve("docs/notes/a.txt")).hasContent("Buy milk");
    }

    @Test
    void anErrorIsALineThatSaysWhatToDo() throws Exception {
        assertThat(karaf.run("vault:ls nosuch:/", "vault:schemes")).contains("nosuch: no such vault")
                .doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("create_root");
        assertThat(karaf.status("vault:ls nosuch:/", "vault:list")).isEqualTo(1);
        assertThat(karaf.status("vault:list")).isZero();
        assertThat(karaf.run("vault:put --help")).contains("usage: vault:put").contains("--overwrite");
    }

    @Test
    void whatThePageShowsIsWhatHappens() throws Exception {
        assertShown("docs/karaf.md", Files.createDirectory(folder.resolve("shown")));
        assertThat(folder.resolve("shown/docs/notes/a.txt")).hasContent("Buy milk");
    }

    @Test
    void whatThePageOnGitShowsIsWhatHappens() throws Exception {
        assumeTrue(Git.isThere(), "git is not here");
        Path srv = Files.createDirectory(folder.resolve("shared"));
        Git.bare(Files.createDirectory(srv.resolve("git")).resolve("docs.git"));

        assertShown("docs/git.md", srv);
    }

    /**
     * Types what a page shows, but for the installation, with another place for {@code /srv} and another name for the vault
     * {@code docs}, and asking the command itself for help: Karaf's own is told to terminals only.
     */
    private static void assertShown(String page, Path srv) throws Exception {
        String name = srv.getFileName().toString();
        for (KarafTranscript transcript : KarafTranscript.of(page)) {
            String[] typed = transcript.typed().stream().filter(line -> !line.matches("(kar|feature):.*"))
                    .map(line -> line.replaceAll(DOCS, name).replace("/srv/", srv + "/")
                            .replaceFirst("^help (.*)", "$1 --help"))
                    .toArray(String[]::new);
            String answer = typed.length == 0 ? "" : karaf.run(typed);
            String shown = answer.replace(srv + "/", "/srv/").replaceAll("(?<![/\\w])" + name + "(?![/\\w])", "docs");
            assertThat(transcript.missingIn(shown)).as(answer).isEmpty();
        }
    }

    @Test
    void aVaultIsAConfigurationOfKaraf() throws Exception {
        karaf.run("config:edit --factory --alias edited io.foundry9.filebackend.vault",
                "config:property-set uri " + uri("edited"), "config:update");
        Eventually.isTrue("the vault that was edited", () -> karaf.run("vault:list").contains("edited file active"));

        Path json = karaf.etc().resolve("io.foundry9.filebackend.vault~json.cfg.json");
        Files.writeString(json, "{\"uri\": \"" + uri("json") + "\", \"readOnly\": true}");
        Eventually.isTrue("the vault of the file", () -> karaf.run("vault:list").contains("json file active"));
        assertThat(karaf.run("vault:write json:/a x")).contains("read-only");

        Files.delete(json);
        karaf.run("vault:remove edited");
        Eventually.isTrue("both are gone", () -> !karaf.run("vault:list").matches("(?s).*(edited|json) file.*"));
        assertThat(karaf.etc().resolve("io.foundry9.filebackend.vault-edited.cfg")).doesNotExist();
    }

    @Test
    void whatIsWrongWithAConfigurationIsListedAndHealsWhenItIsCorrected() throws Exception {
        Path file = karaf.etc().resolve("io.foundry9.filebackend.vault-ill.cfg");
        Files.writeString(file, "uri = nosuch:///x\n");
        Eventually.isTrue("the reason", () -> karaf.run("vault:list").contains("ill nosuch"));

        Files.writeString(file, "uri = " + uri("ill") + "\n");
        Eventually.isTrue("it is healed", () -> karaf.run("vault:list").contains("ill file active"));
    }

    @Test
    void aGitVaultHasItsHistory() throws Exception {
        assumeTrue(Git.isThere(), "git is not here");
        Path remote = Git.bare(folder.resolve("remote.git"));

        String answer = karaf.run("vault:add repo 'git+file://" + remote + "@main?path=" + folder.resolve("repo") + "'",
                "vault:write repo:/a.txt one", "vault:push repo", "vault:log repo:/a.txt");

        assertThat(answer).contains("repo: sent 1 commit").doesNotContain("Error");
        assertThat(Git.run(remote, "show", "main:a.txt")).isEqualTo("one");
    }

    /** Karaf's ssh server has put its Bouncy Castle, an older one, first in the JVM. */
    @Test
    void aGitVaultOverSshHasABouncyCastleOfItsOwn() throws Exception {
        assumeTrue(Git.isThere(), "git is not here");
        Path remote = Git.bare(folder.resolve("far.git"));

        try (SshHost host = SshHost.start(Files.createDirectory(folder.resolve("ssh")))) {
            host.makeKnown();
            String answer = karaf.run("vault:add far '" + host.uri(remote) + "&path=" + folder.resolve("far") + "'",
                    "vault:write far:/a.txt one", "vault:push far", "vault:remove far");

            assertThat(answer).contains("far: sent 1 commit").doesNotContain("Error");
        }
        assertThat(Git.run(remote, "show", "main:a.txt")).isEqualTo("one");
    }

    @Test
    void anOpenAiVaultIsSearched() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().apiKeys(KEY).start()) {
            Path key = Files.writeString(folder.resolve("key"), KEY);
            String answer = karaf.run("vault:add ai 'openai+vector://?name=ai&create=true&base_url="
                    + emulator.baseUrl() + "&api_key=file:" + key + "'",
                    "vault:write ai:/how.md 'To swap a vault, name the new URI.'", "vault:cat ai:/how.md",
                    "vault:search ai 'how do I swap a vault'", "vault:remove ai");

            assertThat(answer).contains("how.md\t").contains("name the new URI").doesNotContain(KEY);
        }
    }

    @Test
    void aBackendIsUpdatedAndTheVaultIsThereAgain() throws Exception {
        karaf.run("vault:add updated " + uri("updated"), "vault:write updated:/a.txt one");

        assertThat(karaf.run("bundle:update io.foundry9.filebackend.local", "vault:cat updated:/a.txt"))
                .contains("one");
        assertThat(karaf.run("bundle:refresh io.foundry9.filebackend.localstore", "vault:cat updated:/a.txt"))
                .contains("one");
    }

    @Test
    void nothingIsWrongInTheLog() throws Exception {
        karaf.run("vault:add quiet " + uri("quiet"), "vault:remove quiet");

        assertThat(karaf.complaints()).isEmpty();
    }
}
