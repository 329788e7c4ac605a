package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What large files cost in memory: processes that do one thing, in a JVM without a single option. */
final class Memory implements Subject {
    private static final double MIB = Settings.MIB;
    private static final double LIMIT = 80;

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("memory", "Memory",
                "Whole processes, from the start of a JVM without options to its end; the peak is what the process had "
                        + "resident at most (`VmHWM`). Streamed in chunks of 8 KiB, the default.");
        Path folder = Files.createDirectories(settings.disk().resolve("memory"));
        long small = settings.size(Settings.GIB);
        Trees.randomFile(folder.resolve("big.bin"), small);
        wholeAgainstStreamed(chapter, settings, folder, small);
        flat(chapter, folder, small);
        chapter.remark(
                "`openRead` and `write` make no garbage. `streamRead` hands out new memory, and a JVM without options lets "
                        + "it lie around until its heap, a quarter of the machine's memory at most, is worth collecting; a smaller heap "
                        + "(`-Xmx32m`) does as well.");
        Trees.delete(folder);
        return chapter;
    }

    private static void wholeAgainstStreamed(Chapter chapter, Settings settings, Path folder, long size)
            throws Exception {
        for (String way : List.of("read", "write")) {
            Standing standing = chapter.add(new Race(way + " 1 GiB, streamed and whole", Unit.BYTES, size)
                    .add(once("streamed", way, folder, size)).add(once("whole", way + "-whole", folder, size))
                    .run(settings.rounds()));
            chapter.add(Goal.shown(way + " 1 GiB whole instead of streamed",
                    "time × %s, memory × %s".formatted(standing.ratio("whole", "streamed"),
                            Spread.number(standing.peak("whole").median() / standing.peak("streamed").median()))));
        }
    }

    private static void flat(Chapter chapter, Path folder, long small) throws Exception {
        for (long size : new long[] {small, 4 * small}) {
            Trees.randomFile(folder.resolve("big.bin"), size);
            String gib = Spread.number(size / (double) Settings.GIB);
            Standing standing = chapter.add(new Race("stream " + gib + " GiB", Unit.BYTES, size)
                    .add(once("openRead", "read", folder, size))
                    .add(once("write", "write", folder, size))
                    .add(once("streamRead", "read-chunks", folder, size))
                    .add(once("streamRead, -Xmx32m", "read-chunks", folder, size, "-Xmx32m")).run(3));
            for (String way : List.of("openRead", "write", "streamRead, -Xmx32m")) {
                chapter.add(Goal.atMost("peak memory of a process that streams " + gib + " GiB (" + way + ")",
                        standing.peak(way).median() / MIB, LIMIT, " MiB"));
            }
        }
    }

    private static Contestant once(String name, String how, Path folder, long size, String... options) {
        List<String> words = new ArrayList<>(Settings.java(StreamOnce.class));
        words.addAll(1, List.of(options));
        words.addAll(List.of(how, folder.toString(), Long.toString(size)));
        return Contestant.command(name, folder, words);
    }
}
