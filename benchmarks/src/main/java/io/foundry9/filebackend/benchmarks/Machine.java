package io.foundry9.filebackend.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the figures were measured on; nothing that tells whose it is. */
final class Machine {
    private static final Map<String, String[]> PROGRAMS = programs();

    private Machine() {
    }

    private static Map<String, String[]> programs() {
        Map<String, String[]> programs = new LinkedHashMap<>();
        programs.put("dd", new String[] {"dd", "--version"});
        programs.put("openssl", new String[] {"openssl", "version"});
        programs.put("sha256sum", new String[] {"sha256sum", "--version"});
        programs.put("b3sum", new String[] {"b3sum", "--version"});
        programs.put("find", new String[] {"find", "--version"});
        programs.put("fd", new String[] {"fd", "--version"});
        programs.put("git", new String[] {"git", "--version"});
        return programs;
    }

    /** Facts by name. */
    static Map<String, String> describe(Settings settings) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Processor", line(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")) + ", "
                + Runtime.getRuntime().availableProcessors() + " of its cores");
        facts.put("Memory", line(Path.of("/proc/meminfo"), "MemTotal")
                .map(text -> Spread.number(Long.parseLong(text.split(" ")[0]) / 1024.0 / 1024) + " GiB")
                .orElse("unknown"));
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("Disk's file system", Files.getFileStore(settings.disk()).type());
        facts.put("File system in memory", Files.getFileStore(settings.memory()).type());
        PROGRAMS.forEach((name, words) -> facts.put("`" + name + "`",
                Command.output(words).map(text -> text.lines().findFirst().orElse(""))
                        .orElse("not installed: left out")));
        return facts;
    }

    private static Optional<String> line(Path file, String key) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(key)).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }
}
