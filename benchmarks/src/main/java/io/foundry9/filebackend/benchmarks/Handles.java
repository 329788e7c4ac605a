package io.foundry9.filebackend.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the handle of a vault adds to a call, by JMH. */
final class Handles implements Subject {

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("handles", "Handles of vaults",
                "`exists` of a file in memory, by JMH: 3 JVMs, 5 iterations of a second in each.");
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(HandleBenchmark.class.getSimpleName())
                .forks(settings.part() == 1 ? 3 : 1).verbosity(VerboseMode.SILENT).build()).run();
        Result<?> backend = result(results, "backend");
        Result<?> handle = result(results, "handle");
        chapter.remark("The backend takes %s ns, the handle %s ns (± %s and %s at 99.9 %% confidence).".formatted(
                Spread.number(backend.getScore()), Spread.number(handle.getScore()),
                Spread.number(backend.getScoreError()), Spread.number(handle.getScoreError())));
        chapter.add(Goal.atMost("what a vault's handle adds to a call",
                Math.max(0, handle.getScore() - backend.getScore()), 50, " ns"));
        return chapter;
    }

    private static Result<?> result(Collection<RunResult> results, String method) {
        return results.stream().map(RunResult::getPrimaryResult).filter(one -> one.getLabel().equals(method))
                .findFirst()
                .orElseThrow();
    }
}
