package io.foundry9.filebackend.launcher;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run in which the JVM sees the classes that commands need, so that it can write them into an archive which later runs
 * start from. It works in a home of its own and shows nothing; a command that fails is no loss.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws Exception {
        System.setOut(System.err);
        Path folder = Files.createTempDirectory("vault-rehearsal-");
        try {
            play(folder);
        } finally {
            try (Stream<Path> content = Files.walk(folder)) {
                content.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private static void play(Path folder) throws Exception {
        Path file = Files.writeString(Files.createDirectory(folder.resolve("source")).resolve("b"), "text");
        CommandLine line = CommandLine.parse(List.of("--home", folder.resolve("home").toString(), "ls"), Map.of());
        Log log = new Log(System.err, line.debug());
        try (OutputStream nowhere = new Output(OutputStream.nullOutputStream(), false);
                Platform platform = Platform.start(Distribution.own(), Home.at(line.home()), Platform.Use.COMMAND, log);
                Shell shell = Shell.open(platform.context(), nowhere, OutputStream.nullOutputStream())) {
            for (List<String> words : program(file)) {
                try {
                    shell.run(words.get(0), words.subList(1, words.size()));
                } catch (Exception e) {
                    log.warn(Status.text(e), e);
                }
            }
        }
    }

    private static List<List<String>> program(Path file) {
        return List.of(
                List.of("write", "home:/a", "text"),
                List.of("put", file.toString(), "home:/b"),
                List.of("put", "-r", file.getParent().toString(), "home:/tree"),
                List.of("get", "-r", "home:/tree", file.resolveSibling("back").toString()),
                List.of("cat", "home:/a"),
                List.of("cat", "home:/missing"),
                List.of("ls", "-l", "home:/"),
                List.of("find", "home:", "**/*"),
                List.of("stat", "home:/a"),
                List.of("checksum", "home:/a"),
                List.of("list"),
                List.of("rm", "home:/a"));
    }
}
