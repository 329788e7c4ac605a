package io.foundry9.filebackend.it.lent;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts how long things took, to an eighth of the time exactly, in a space that does not grow. Safe for use by many threads. */
public final class Latencies {
    private static final int PARTS = 8;

    private final AtomicLongArray counts = new AtomicLongArray(Long.SIZE * PARTS);
    private final AtomicLong longest = new AtomicLong();

    public void add(long nanos) {
        counts.incrementAndGet(slot(nanos));
        longest.accumulateAndGet(nanos, Math::max);
    }

    private static int slot(long nanos) {
        long value = Math.max(nanos, PARTS);
        int magnitude = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        return magnitude * PARTS + (int) (value >>> (magnitude - 3)) - PARTS;
    }

    private static double upperMillis(int slot) {
        return Math.scalb((double) (PARTS + slot % PARTS + 1) / PARTS, slot / PARTS) / 1e6;
    }

    public double maxMillis() {
        return longest.get() / 1e6;
    }

    /** The time within which such a part of all was over. */
    public double millis(double part) {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        long left = (long) Math.ceil(all * part);
        for (int i = 0; i < counts.length(); i++) {
            left -= counts.get(i);
            if (left <= 0 && all > 0) {
                return Math.min(upperMillis(i), maxMillis());
            }
        }
        return 0;
    }

    /** The 50th and the 99th percentile and the maximum, in milliseconds. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f/%.1f/%.0f", millis(0.5), millis(0.99), maxMillis());
    }
}
