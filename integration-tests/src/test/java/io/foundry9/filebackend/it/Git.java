package io.foundry9.filebackend.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of git, as the witness of what others see of a repository. It reads nobody's settings. */
final class Git {
    private Git() {}

    static boolean isThere() {
        try {
            run(Path.of(""), "--version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** An empty repository to push to. */
    static Path bare(Path repository) throws IOException {
        run(repository.getParent(), "init", "--quiet", "--bare", "-b", "main", repository.toString());
        return repository;
    }

    /** Runs a command to a good end; what it printed. */
    static String run(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
        Process git = builder.redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (git.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return said;
    }
}
