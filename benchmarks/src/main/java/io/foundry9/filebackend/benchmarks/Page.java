package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes the results as a page of the documentation. */
final class Page {
    private static final String PLOTS = "benchmarks";

    private final StringBuilder text = new StringBuilder();

    /** @param docs the folder of the documentation; the plots get a folder in it */
    void write(Path docs, Settings settings, Map<String, String> machine, List<Chapter> chapters) throws IOException {
        Plots plots = new Plots(docs.resolve(PLOTS));
        List<Goal> goals = chapters.stream().flatMap(chapter -> chapter.goals().stream()).toList();
        text.append("# Benchmarks\n\nWritten by `benchmarks/run`, which measures all of this on your machine; on ")
                .append(LocalDate.now()).append(" it was this one:\n\n| | |\n|---|---|\n");
        machine.forEach((name, fact) -> text.append("| %s | %s |%n".formatted(name, fact)));
        text.append(
                "\nContestants of a race run in turns in one run of the program, %d measured rounds after some that are not. "
                        .formatted(settings.rounds()))
                .append("Every figure is a median, with the least and the most in brackets; a ratio is taken round by round. ")
                .append("\"CPU\" is the processor time of all threads and children. Methods run in one JVM that has compiled ")
                .append("them, programs as a process each. How to read it, and what is behind a figure: ")
                .append("[performance](performance.md).\n");
        if (settings.part() != 1) {
            text.append("\n**A short run: all works are %d times smaller than their names say.**%n"
                    .formatted(settings.part()));
        }
        goals(plots, goals);
        for (Chapter chapter : chapters) {
            chapter(plots, chapter);
        }
        Files.writeString(docs.resolve("benchmarks.md"), text);
    }

    private void goals(Plots plots, List<Goal> goals) throws IOException {
        text.append("\n## Goals\n\n| work | measured | goal | |\n|---|---|---|---|\n");
        for (Goal goal : goals) {
            String verdict = goal.share().isEmpty() ? "" : goal.isMissed() ? "missed" : "met";
            text.append("| %s | %s | %s | %s |%n".formatted(goal.work(), goal.seen(), goal.limit(), verdict));
        }
        plots.goals("goals", goals);
        picture("goals", "the goals");
    }

    private void picture(String name, String words) {
        text.append("%n![%s](%s/%s.svg)%n".formatted(words, PLOTS, name));
    }

    private void chapter(Plots plots, Chapter chapter) throws IOException {
        text.append("\n## ").append(chapter.title()).append("\n");
        chapter.remarks().forEach(remark -> text.append("\n").append(remark).append("\n"));
        TreeSet<String> missing = new TreeSet<>();
        int number = 0;
        for (Standing standing : chapter.standings()) {
            number++;
            table(standing);
            missing.addAll(standing.missing());
            if (standing.runs().size() > 1) {
                String name = chapter.name() + "-" + number;
                plots.race(name, standing);
                picture(name, standing.title());
            }
        }
        if (!missing.isEmpty()) {
            text.append("\nNot installed, so left out: ").append(String.join(", ", missing)).append(".\n");
        }
    }

    private void table(Standing standing) {
        String first = standing.runs().keySet().iterator().next();
        text.append("\n### ").append(standing.title()).append("\n\n| | seconds | ratio | CPU seconds | CPU ratio | ")
                .append(standing.unit() == Unit.BYTES ? "GiB/s" : "per second").append(" | peak MiB |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (String name : standing.runs().keySet()) {
            Spread seconds = standing.seconds(name);
            double speed = standing.amount() / seconds.median()
                    / (standing.unit() == Unit.BYTES ? Settings.GIB : 1);
            double peak = standing.peak(name).median();
            text.append("| %s | %s | %s | %s | %s | %s | %s |%n".formatted(name, seconds,
                    name.equals(first) ? "1" : standing.ratio(name, first), standing.cpuSeconds(name),
                    name.equals(first) ? "1" : Spread.number(standing.cpuRatio(name, first).median()),
                    Spread.number(speed), peak == 0 ? "" : Spread.number(peak / Settings.MIB)));
        }
    }
}
