package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens that change whenever a file's content does: its identity, its time of modification and its size. Our own writes
 * give each content a time that no other has. A foreign program's write has the time of the clock's last tick, and a
 * second one may have the same; so a token of a foreign change is given only when its tick is over.
 */
final class Versions {

    /** Longer than the tick of any clock that file systems take their times from. */
    private static final long TICK_MICROS = 20_000;

    private static final int MOST_LOOKS = 5;

    /** Makes tokens that never match anything, for a file that changes faster than one can look. */
    private static final AtomicLong UNSETTLED = new AtomicLong();

    private Versions() {}

    /** Looks at an entry again. */
    interface Look {
        BasicFileAttributes again() throws IOException;
    }

    static String token(BasicFileAttributes file) {
        Instant modified = file.lastModifiedTime().toInstant();
        return FileKeys.inode(file) + "-" + Long.toHexString(modified.getEpochSecond()) + "."
                + Integer.toHexString(modified.getNano()) + "-" + Long.toHexString(file.size());
    }

    /** A token that matches none that was ever given. */
    static String unsettledToken(BasicFileAttributes file) {
        return token(file) + "~" + Long.toHexString(UNSETTLED.incrementAndGet());
    }

    /** Whether the file was last changed so long ago that no second change can have the same time. */
    static boolean isOld(BasicFileAttributes file) {
        return !file.isRegularFile() || isPast(file.lastModifiedTime());
    }

    /** Whether the clock no longer gives this time to what is changed now. */
    static boolean isPast(FileTime modified) {
        return age(modified) > TICK_MICROS;
    }

    /** Whether no second change can get the time of modification that the file has now. */
    static boolean isSettled(BasicFileAttributes file, Stamps own) {
        return isOld(file) || own.isOurs(file.lastModifiedTime());
    }

    private static long age(FileTime modified) {
        long age = Stamps.micros(Instant.now()) - modified.to(TimeUnit.MICROSECONDS);
        return age < -TICK_MICROS ? Long.MAX_VALUE : age; // in the future: the clock does not write that time
    }

    /** Waits until the tick of the last change is over. The attributes that then hold, or {@code null} if it went. */
    static BasicFileAttributes settle(BasicFileAttributes seen, Stamps own, Look look) throws IOException {
        BasicFileAttributes file = seen;
        for (int looks = 0; file != null && looks < MOST_LOOKS && !isSettled(file, own); looks++) {
            pause(file);
            file = look.again();
        }
        return file;
    }

    private static void pause(BasicFileAttributes file) throws IOException {
        try {
            TimeUnit.MICROSECONDS.sleep(Math.min(TICK_MICROS, TICK_MICROS - age(file.lastModifiedTime())) + 1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
