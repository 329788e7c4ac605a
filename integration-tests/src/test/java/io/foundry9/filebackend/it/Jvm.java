package io.foundry9.filebackend.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start a JVM: the one that they run in, with its coverage counted if theirs is. */
final class Jvm {
    private Jvm() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static List<String> command() {
        List<String> command = new ArrayList<>(List.of(home().resolve("bin/java").toString(), "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8"));
        if (!agent().isEmpty()) {
            command.add(agent());
        }
        return command;
    }

    /** The option that makes a JVM count coverage; empty if nobody counts. */
    static String agent() {
        String agent = System.getProperty("f9.jacoco.agent", "").strip();
        return agent.startsWith("-javaagent:") ? agent : "";
    }
}
