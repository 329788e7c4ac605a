package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Finding files by a pattern in large trees. */
final class Globs implements Subject {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final String OURS = "glob";
    private static final int LARGE = 1_000_000;

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("globs", "Globs",
                "`**/*.py` in a tree whose every tenth file matches, 100 in a directory, on the disk's file system with "
                        + "warm caches. Ours are sorted; `find` and the walk of java.nio leave them as they come.");
        double[] seconds = new double[2];
        int[] sizes = {settings.count(LARGE / 10), settings.count(LARGE)};
        for (int i = 0; i < sizes.length; i++) {
            Path folder = settings.disk().resolve("globs");
            Trees.make(folder, Trees.names(sizes[i]), new byte[0]);
            seconds[i] = glob(chapter, settings, folder, sizes[i]);
            Trees.delete(folder);
        }
        chapter.add(Goal.atMost("glob in ten times as many files, per file", seconds[1] / seconds[0] / 10, 1.2, " ×"));
        return chapter;
    }

    private static double glob(Chapter chapter, Settings settings, Path folder, int count) throws Exception {
        try (FileBackend ours = Vaults.local(folder)) {
            Standing standing = chapter.add(new Race("glob in %,d files".formatted(count), Unit.OPERATIONS, count)
                    .add(Contestant.method(OURS, () -> Streams.expect(count / 10, ours.glob("**/*.py").size())))
                    .addIfHere("find", Contestant.command("find", folder,
                            List.of("find", ".", "-name", "*.py", "-type", "f")))
                    .addIfHere("find", Contestant.command("find, sorted", folder,
                            List.of("sh", "-c", "find . -name '*.py' -type f | LC_ALL=C sort")))
                    .addIfHere("fd", Contestant.command("fd", folder, List.of("fd", "-u", "-e", "py")))
                    .add(Contestant.method("java.nio", () -> Streams.expect(count / 10, walk(folder))))

                    .warmUp(WARM_UP).run(settings.rounds()));
            chapter.addRatio(standing, OURS, "find", 1.8);
            return standing.seconds(OURS).median();
        }
    }

    private static long walk(Path folder) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:*.py");
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> matcher.matches(path.getFileName())).filter(Files::isRegularFile).count();
        }
    }
}
