package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How a race has ended.
 *
 * @param amount how many units one run did
 * @param runs the measured runs of each contestant, in the order of the rounds
 * @param missing programs that would have taken part, had they been installed
 */
record Standing(String title, Unit unit, double amount, Map<String, List<Usage>> runs, List<String> missing) {

    private static final ToLongFunction<Usage> WALL = Usage::wallNanos;

    boolean has(String name) {
        return runs.containsKey(name);
    }

    /** Seconds by the clock. */
    Spread seconds(String name) {
        return Spread.of(runs.get(name).stream().mapToDouble(run -> run.wallNanos() / 1e9));
    }

    /** Seconds of processor time. */
    Spread cpuSeconds(String name) {
        return Spread.of(runs.get(name).stream().mapToDouble(run -> run.cpuNanos() / 1e9));
    }

    /** Bytes; zeros where it isn't known. */
    Spread peak(String name) {
        return Spread.of(runs.get(name).stream().mapToDouble(Usage::peakBytes));
    }

    /** How many times as long as a peer one took, round by round. */
    Spread ratio(String name, String peer) {
        return ratio(name, peer, WALL);
    }

    /** How many times the processor time of a peer one took, round by round. */
    Spread cpuRatio(String name, String peer) {
        return ratio(name, peer, Usage::cpuNanos);
    }

    private Spread ratio(String name, String peer, ToLongFunction<Usage> figure) {
        List<Usage> ours = runs.get(name);
        List<Usage> theirs = runs.get(peer);
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsLong(ours.get(i)) / (double) Math.max(1, figure.applyAsLong(theirs.get(i)));
        }
        return Spread.of(Arrays.stream(ratios));
    }

    /** For people who watch. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title).append('\n');
        String first = runs.keySet().iterator().next();
        for (String name : runs.keySet()) {
            text.append("    %-44s %s s, cpu %s s, ratio to the first %s%n".formatted(name, seconds(name),
                    cpuSeconds(name), ratio(name, first)));
        }
        return text.toString();
    }
}
