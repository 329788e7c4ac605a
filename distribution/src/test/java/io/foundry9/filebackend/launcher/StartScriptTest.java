package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the JVM, with a stand-in for it that tells where JGit would keep its settings. */
class StartScriptTest {
    private static final Path SCRIPT = Path.of("src", "main", "dist", "bin", "vault").toAbsolutePath();
    private static final Path ENVIRONMENT = Path.of("src", "main", "archive", "etc", "environment").toAbsolutePath();

    @TempDir Path folder;
    private Path script = SCRIPT;

    @BeforeEach
    void standIn() throws IOException {
        folder = folder.toRealPath();
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\nprintf %s \"$XDG_CONFIG_HOME\"\n");
    }

    @Test
    void settingsAreKeptInTheHomeOfTheDefault() throws Exception {
        assertThat(run(Map.of())).isEqualTo(folder + "/data/cache");
        assertThat(run(Map.of(), "ls", "--home", "elsewhere")).isEqualTo(folder + "/data/cache");
        assertThat(run(Map.of(), "--", "--home", "elsewhere")).isEqualTo(folder + "/data/cache");
    }

    @Test
    void settingsAreKeptInTheHomeThatIsNamed() throws Exception {
        assertThat(run(Map.of("F9_HOME", "a home"), "ls")).isEqualTo(folder + "/a home/cache");
        assertThat(run(Map.of("F9_HOME", "first"), "--home", "/a home", "ls")).isEqualTo("/a home/cache");
        assertThat(run(Map.of(), "--debug", "--home=one", "--home=/two", "ls")).isEqualTo("/two/cache");
    }

    @Test
    void aHomeWithoutANameIsLeftToTheLauncherToRefuse() throws Exception {
        assertThat(run(Map.of(), "--home")).isEqualTo(folder + "//cache");
    }

    @Test
    void whoHasAFolderForSettingsKeepsIt() throws Exception {
        assertThat(run(Map.of("XDG_CONFIG_HOME", "/mine"), "--home", "elsewhere", "ls")).isEqualTo("/mine");
    }

    @Test
    void anInstallationMayHaveSettingsThatYieldToTheCallers() throws Exception {
        script = Files.copy(SCRIPT, Files.createDirectories(folder.resolve("an install/bin")).resolve("vault"));
        Files.createDirectory(folder.resolve("an install/etc"));
        Files.copy(ENVIRONMENT, folder.resolve("an install/etc/environment"));
        Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\nprintf '%s %s' \"$F9_HOME\" \"$XDG_CONFIG_HOME\"\n");

        String home = folder + "/an install/data";
        assertThat(run(Map.of(), "ls")).isEqualTo(home + " " + home + "/cache");
        assertThat(run(Map.of("F9_HOME", "/mine"), "ls")).isEqualTo("/mine /mine/cache");
    }

    @Test
    void noGitIsStartedForTheSettingsOfTheMachineUnlessThatIsWanted() throws Exception {
        Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\nprintf '<%s>' \"$GIT_CONFIG_NOSYSTEM\"\n");
        assertThat(run(Map.of(), "ls")).isEqualTo("<1>");
        assertThat(run(Map.of("GIT_CONFIG_NOSYSTEM", ""), "ls")).isEqualTo("<>");
    }

    /** What the stand-in prints. */
    private String run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet()
                .removeAll(List.of("F9_HOME", "F9_JAVA_OPTS", "XDG_CONFIG_HOME", "GIT_CONFIG_NOSYSTEM"));
        builder.environment().put("JAVA_HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
