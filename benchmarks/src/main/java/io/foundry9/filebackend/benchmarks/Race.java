package io.foundry9.filebackend.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One work done by several contestants in turns: each runs unmeasured first, then come rounds that are measured, every
 * second one in the opposite order. So what the machine does meanwhile meets all of them alike.
 */
final class Race {
    private final String title;
    private final Unit unit;
    private final double amount;
    private final List<Contestant> contestants = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private Duration warmUp = Duration.ZERO;

    /** In what the work of a run is counted. */
    enum Unit {
        BYTES, OPERATIONS
    }

    /** @param amount how many units one run does */
    Race(String title, Unit unit, double amount) {
        this.title = title;
        this.unit = unit;
        this.amount = amount;
    }

    /** How long each contestant runs unmeasured at first, once at least: until the JVM's compiler has done its best. */
    Race warmUp(Duration time) {
        warmUp = time;
        return this;
    }

    Race add(Contestant contestant) {
        contestants.add(contestant);
        return this;
    }

    /** Adds a contestant that is a program, if it is installed; else it is named as missing. */
    Race addIfHere(String program, Contestant contestant) {
        return addIf(Command.isHere(program), program, contestant);
    }

    /** Adds a contestant, or names what it needs as missing. */
    Race addIf(boolean isHere, String needed, Contestant contestant) {
        if (isHere) {
            return add(contestant);
        }
        missing.add(needed);
        return this;
    }

    Standing run(int rounds) throws Exception {
        Map<String, List<Usage>> runs = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            long end = System.nanoTime() + warmUp.toNanos();
            do {
                contestant.run();
            } while (System.nanoTime() - end < 0);
            runs.put(contestant.name(), new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant next = contestants.get(round % 2 == 0 ? i : contestants.size() - 1 - i);
                runs.get(next.name()).add(next.run());
            }
        }
        Standing standing = new Standing(title, unit, amount, runs, missing);
        System.out.println(standing);
        return standing;
    }
}
