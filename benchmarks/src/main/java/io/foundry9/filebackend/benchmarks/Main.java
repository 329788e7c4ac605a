package io.foundry9.filebackend.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures everything, or the subjects that are named, and writes the page. */
final class Main {
    private static final String USAGE = """
            usage: benchmarks/run [--rounds=N] [--part=N] [--disk=DIR] [--docs=DIR] [SUBJECT...]

              --rounds=N  measured rounds of each race; 5 unless given
              --part=N    make all works N times smaller, to try the program; 1 unless given
              --disk=DIR  where files on a disk are made, 6 GB of them; benchmarks/target unless given
              --docs=DIR  where the page goes; docs unless given, benchmarks/target/page if subjects are named
            subjects: %s""";
    private static final Map<String, Subject> SUBJECTS = subjects();

    private Main() {
    }

    private static Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        subjects.put("streams", new Streams());
        subjects.put("memory", new Memory());
        subjects.put("checksums", new Checksums());
        subjects.put("globs", new Globs());
        subjects.put("small-files", new SmallFiles());
        subjects.put("sessions", new Sessions());
        subjects.put("handles", new Handles());
        subjects.put("git", new GitVaults());
        subjects.put("openai", new OpenAiVaults());
        subjects.put("start", new StartUp());
        return subjects;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of("rounds", "5", "part", "1"));
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                options.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else if (SUBJECTS.containsKey(argument)) {
                names.add(argument);
            } else {
                System.err.println(USAGE.formatted(String.join(" ", SUBJECTS.keySet())));
                System.exit(2);
            }
        }
        Path root = Path.of("").toAbsolutePath();
        Path target = root.resolve("benchmarks/target");
        Path docs = root.resolve(options.getOrDefault("docs", names.isEmpty() ? "docs" : "benchmarks/target/page"));
        Path disk = Files.createTempDirectory(
                Files.createDirectories(root.resolve(options.getOrDefault("disk", target.toString()))), "work");
        Path memory = Files.createTempDirectory(Settings.memoryRoot(disk), "f9-benchmarks");
        try {
            Settings settings = new Settings(disk, memory, Integer.parseInt(options.get("rounds")),
                    Integer.parseInt(options.get("part")), root.resolve("vault"));
            measure(settings, names.isEmpty() ? List.copyOf(SUBJECTS.keySet()) : names, docs);
        } finally {
            Trees.delete(disk);
            Trees.delete(memory);
        }
    }

    private static void measure(Settings settings, List<String> names, Path docs) throws Exception {
        List<Chapter> chapters = new ArrayList<>();
        for (String name : names) {
            chapters.add(SUBJECTS.get(name).measure(settings));
        }
        Map<String, String> machine = Machine.describe(settings);
        new Page().write(Files.createDirectories(docs), settings, machine, chapters);
        System.out.println(docs.resolve("benchmarks.md"));
    }
}
