package io.foundry9.filebackend.localstore;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The times of modification that this JVM gives to what it writes: whole microseconds, each later than the one before.
 * It remembers those of the last moments. Shared, by its JDK parts, by all that write below one root; safe for use by
 * many threads.
 */
final class Stamps {

    private static final int REMEMBERED = 8192;

    private static final int MARKS = 1000;
    private static final long MARK_NANOS = 1_000_000;
    private static final int CHECKS = 997;

    private final AtomicLong last;
    private final AtomicLongArray recent;

    Stamps(AtomicLong last, AtomicLongArray recent) {
        this.last = last;
        this.recent = recent;
    }

    static Stamps create() {
        return new Stamps(new AtomicLong(), new AtomicLongArray(REMEMBERED));
    }

    static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }

    FileTime next() {
        long now = micros(Instant.now());
        long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
        recent.set(slot(stamp), stamp);
        return FileTime.from(stamp, TimeUnit.MICROSECONDS);
    }

    /**
     * A whole second with a mark that tells contents apart whose files were modified in the same one; a clock never shows
     * such a time, but for one in a million. {@link #shown} takes the mark off.
     */
    FileTime marked(Instant time) {
        long second = time.getEpochSecond();
        int number = (int) (last.incrementAndGet() % (MARKS - 1)) + 1;
        return FileTime.from(Instant.ofEpochSecond(second, number * MARK_NANOS + check(second, number) * 1000L));
    }

    /** The time that a file is told to have. */
    static Instant shown(FileTime time) {
        Instant instant = time.toInstant();
        int nanos = instant.getNano();
        int number = (int) (nanos / MARK_NANOS);
        boolean isMarked = number > 0 && nanos % MARK_NANOS == check(instant.getEpochSecond(), number) * 1000L;
        return isMarked ? Instant.ofEpochSecond(instant.getEpochSecond()) : instant;
    }

    private static int check(long second, int number) {
        return (int) Math.floorMod(second * 31 + number * 7L, (long) CHECKS) + 1;
    }

    /** Whether it is one that was given lately; what is forgotten too early only costs a wait. */
    boolean isOurs(FileTime time) {
        long micros = time.to(TimeUnit.MICROSECONDS);
        return recent.get(slot(micros)) == micros && FileTime.from(micros, TimeUnit.MICROSECONDS).equals(time);
    }

    AtomicLong last() {
        return last;
    }

    AtomicLongArray recent() {
        return recent;
    }

    private int slot(long stamp) {
        return (int) Math.floorMod(stamp, (long) recent.length());
    }
}
