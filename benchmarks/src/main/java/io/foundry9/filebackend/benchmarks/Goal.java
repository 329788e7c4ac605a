package io.foundry9.filebackend.benchmarks;

import java.util.OptionalDouble;

/**
 * What we want to see, and what was seen.
 *
 * @param work what is done, against what
 * @param seen what was measured, in words
 * @param limit what it shall be at most, in words
 * @param share what was measured as a part of the limit: 1 or less is good; empty where it is only shown
 */
record Goal(String work, String seen, String limit, OptionalDouble share) {

    static Goal ratio(String work, Spread seen, double limit) {
        return new Goal(work, seen.toString(), "≤ " + Spread.number(limit), OptionalDouble.of(seen.median() / limit));
    }

    static Goal atMost(String work, double seen, double limit, String unit) {
        return new Goal(work, Spread.number(seen) + unit, "≤ " + Spread.number(limit) + unit,
                OptionalDouble.of(seen / limit));
    }

    static Goal shown(String work, String seen) {
        return new Goal(work, seen, "shown", OptionalDouble.empty());
    }

    boolean isMissed() {
        return share.isPresent() && share.getAsDouble() > 1.005;
    }
}
