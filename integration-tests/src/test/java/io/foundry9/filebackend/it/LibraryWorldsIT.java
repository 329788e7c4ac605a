package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars outside OSGi: on the module path and on the class path, in a JVM of their own. */
class LibraryWorldsIT {
    private static final Path SOURCES = Path.of(System.getProperty("f9.worlds"));
    private static final String SHA256 = "SHA256 b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    private static final String BLAKE3 = "BLAKE3 d74981efa70a0c880b8d8c1985d075dbcbf679b99a5f9914e5aaf96b831a9e24";

    private static final String SCHEMES = "schemes [file, git, git+file, git+http, git+https, git+ssh, openai+vector]";

    @TempDir Path folder;

    @Test
    void onTheModulePath() throws Exception {
        List<Path> jars = new ArrayList<>(ShippedBundles.libraries());
        jars.add(Stranger.compile(SOURCES, folder.resolve("classes"), "--module-path", Stranger.path(jars)));

        List<String> said = run("--module-path", Stranger.path(jars), "--add-modules",
                "org.bouncycastle.provider", "--module", "worlds/worlds.Main");

        assertThat(said).contains(SCHEMES, "module io.foundry9.filebackend", "text hello world",
                "glob [a/café.txt]", SHA256, BLAKE3, "path hello world");
    }

    @Test
    void onTheClassPath() throws Exception {
        List<Path> jars = new ArrayList<>(ShippedBundles.libraries());
        jars.add(Stranger.compile(SOURCES.resolve("worlds"), folder.resolve("classes"), "-classpath",
                Stranger.path(jars)));

        List<String> said = run("-classpath", Stranger.path(jars), "worlds.Main");

        assertThat(said).contains(SCHEMES, "module null", "text hello world", "glob [a/café.txt]", SHA256,
                BLAKE3, "path hello world");
    }

    @Test
    void withoutBouncyCastleOnlyBlake3IsMissing() throws Exception {
        List<Path> jars = new ArrayList<>(ShippedBundles.libraries());
        jars.removeIf(ShippedBundles::isBouncyCastle);
        jars.add(Stranger.compile(SOURCES, folder.resolve("classes"), "--module-path", Stranger.path(jars)));

        List<String> said = run("--module-path", Stranger.path(jars), "--add-modules", "ALL-MODULE-PATH",
                "--module", "worlds/worlds.Main");

        assertThat(said).contains("text hello world", SHA256)
                .anyMatch(line -> line.startsWith("BLAKE3 ") && line.contains("bcprov"));
    }

    @Test
    void gitOnTheModulePath() throws Exception {
        List<Path> jars = new ArrayList<>(ShippedBundles.libraries());
        jars.add(Stranger.compile(SOURCES, folder.resolve("classes"), "--module-path", Stranger.path(jars)));

        assertThat(git("--module-path", Stranger.path(jars), "--module", "worlds/worlds.GitMain"))
                .contains("module true");
    }

    @Test
    void gitOnTheClassPath() throws Exception {
        List<Path> jars = new ArrayList<>(ShippedBundles.libraries());
        jars.add(Stranger.compile(SOURCES.resolve("worlds"), folder.resolve("classes"), "-classpath",
                Stranger.path(jars)));

        assertThat(git("-classpath", Stranger.path(jars), "worlds.GitMain")).contains("module false");
    }

    /** Runs the program on a repository; what it printed. */
    private List<String> git(String... arguments) throws Exception {
        assumeTrue(Git.isThere(), "git is installed");
        Path root = Files.createDirectory(folder.resolve("root"));
        Path remote = Git.bare(root.resolve("remote.git"));

        List<String> said = run(root, arguments);

        assertThat(said).contains("sent 1", "history [From another world]")
                .anyMatch(line -> line.startsWith("ssh the ssh key cannot be used"));
        assertThat(Git.run(remote, "show", "main:a/café.txt")).isEqualTo("hello");
        return said;
    }

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        return run(Files.createDirectory(folder.resolve("root")), arguments);
    }

    /** Runs Java to a good end; what it printed. */
    private List<String> run(Path root, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Jvm.command());
        command.addAll(List.of(arguments));
        command.add(root.toString());
        Finished java = Finished.of(new ProcessBuilder(command), folder);
        assertThat(java.status()).as(java.err()).isZero();
        assertThat(java.err()).isEmpty();
        return java.out().lines().toList();
    }
}
