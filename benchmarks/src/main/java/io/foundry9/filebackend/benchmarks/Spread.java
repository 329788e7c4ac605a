package io.foundry9.filebackend.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Some measured values of one thing. */
record Spread(double median, double least, double most) {

    static Spread of(DoubleStream values) {
        double[] sorted = values.toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    Spread times(double factor) {
        return new Spread(median * factor, least * factor, most * factor);
    }

    /** As {@code 1.02 (0.98–1.10)}. */
    @Override
    public String toString() {
        return "%s (%s–%s)".formatted(number(median), number(least), number(most));
    }

    /** Three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
