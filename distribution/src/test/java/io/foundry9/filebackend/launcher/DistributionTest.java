package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir Path root;
    private Distribution distribution;

    @BeforeEach
    void fill() throws IOException {
        Path bundles = Files.createDirectory(root.resolve("bundles"));
        for (String name : List.of("a.jar", "jline-3.jar", "notes.txt", "org.apache.felix.fileinstall-3.jar",
                "org.apache.felix.gogo.command-1.jar", "org.apache.felix.gogo.jline-1.jar",
                "org.apache.felix.gogo.runtime-1.jar")) {
            Files.createFile(bundles.resolve(name));
        }
        distribution = new Distribution(root);
    }

    @Test
    void aCommandNeedsNeitherConsoleNorWatcher() throws IOException {
        assertThat(names(distribution.core())).containsExactly("a.jar", "org.apache.felix.gogo.runtime-1.jar");
    }

    @Test
    void theConsoleIsStartedByTheLastOfItsBundles() throws IOException {
        assertThat(names(distribution.console())).containsExactly("jline-3.jar", "org.apache.felix.gogo.command-1.jar",
                "org.apache.felix.gogo.jline-1.jar");
    }

    @Test
    void theWatcherIsOnItsOwn() throws IOException {
        assertThat(names(distribution.watcher())).containsExactly("org.apache.felix.fileinstall-3.jar");
    }

    @Test
    void aFolderThatIsNotThereHasNoJars() throws IOException {
        assertThat(Distribution.jars(root.resolve("deploy"))).isEmpty();
    }

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }
}
