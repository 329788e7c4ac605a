package io.foundry9.filebackend.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the handle of a vault adds to a call, by JMH. */
final class Handles implements Subject {

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("handles", "Handles of vaults",
                "`exists` of a file in memory, by JMH, in turns: in each round a JVM for the backend and one for the handle, 5 "
                        + "iterations of a second in each.");
        double[] backend = new double[settings.rounds()];
        double[] handle = new double[settings.rounds()];
        for (int round = 0; round < backend.length; round++) {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                    .include(HandleBenchmark.class.getSimpleName()).forks(1).verbosity(VerboseMode.SILENT).build())
                    .run();
            backend[round] = nanos(results, "backend");
            handle[round] = nanos(results, "handle");
        }
        Spread more = Spread.of(IntStream.range(0, backend.length).mapToDouble(i -> handle[i] - backend[i]));
        chapter.remark("The backend takes %s ns, the handle %s ns; the difference in each round is %s ns.".formatted(
                Spread.of(Arrays.stream(backend)), Spread.of(Arrays.stream(handle)), more));
        chapter.add(Goal.atMost("what a vault's handle adds to a call", Math.max(0, more.median()), 50, " ns"));
        return chapter;
    }

    private static double nanos(Collection<RunResult> results, String method) {
        return results.stream().map(RunResult::getPrimaryResult).filter(one -> one.getLabel().equals(method))
                .findFirst()
                .orElseThrow().getScore();
    }
}
