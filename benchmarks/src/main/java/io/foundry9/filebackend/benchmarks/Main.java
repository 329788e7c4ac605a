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
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            end(1, "processes are measured by what Linux tells of them: this runs on Linux only");
        }
        Map<String, String> options = new LinkedHashMap<>(Map.of("rounds", "5", "part", "1", "disk", "", "docs", ""));
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            String[] option = argument.startsWith("--") ? argument.substring(2).split("=", 2) : new String[0];
            if (option.length == 2 && options.containsKey(option[0])) {
                options.put(option[0], option[1]);
            } else if (SUBJECTS.containsKey(argument)) {
                names.add(argument);
            } else {
                end(argument.equals("--help") ? 0 : 2, USAGE.formatted(String.join(" ", SUBJECTS.keySet())));
            }
        }
        run(options, names);
    }

    private static void end(int status, String why) {
        (status == 0 ? System.out : System.err).println(why);
        System.exit(status);
    }

    private static int number(Map<String, String> options, String name) {
        String text = options.get(name);
        if (!text.matches("[1-9][0-9]{0,5}")) {
            end(2, "--" + name + "=" + text + ": not a number from 1 on");
        }
        return Integer.parseInt(text);
    }

    private static void run(Map<String, String> options, List<String> names) throws Exception {
        int rounds = number(options, "rounds");
        int part = number(options, "part");
        Path root = Path.of("").toAbsolutePath();
        Path target = root.resolve("benchmarks/target");
        Path docs = options.get("docs").isEmpty()
                ? names.isEmpty() ? root.resolve("docs") : target.resolve("page")
                : root.resolve(options.get("docs"));
        Path place = options.get("disk").isEmpty() ? target : root.resolve(options.get("disk"));
        Path disk = Files.createTempDirectory(Files.createDirectories(place), "work");
        Path memory = Files.createTempDirectory(Settings.memoryRoot(disk), "f9-benchmarks");
        try {
            measure(new Settings(disk, memory, rounds, part, root.resolve("vault")),
                    names.isEmpty() ? List.copyOf(SUBJECTS.keySet()) : names, docs);
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
