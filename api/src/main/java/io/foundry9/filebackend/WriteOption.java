package io.foundry9.filebackend;

import java.time.Duration;
import java.util.Objects;

/** How to write. An option that means nothing to an operation is ignored by it; of two that differ, the last counts. Immutable. */
public sealed interface WriteOption {

    /** Replace a file that is there; keep a directory that is there. */
    WriteOption OVERWRITE = Flag.OVERWRITE;

    /**
     * Write only if the file still has the version that {@link FileInfo#version()} told.
     *
     * @return an option that fails with {@link VersionMismatchException} when another version, or nothing, is there,
     *     and with {@link InvalidOperationException.Reason#UNSUPPORTED} where the store cannot tell
     */
    static WriteOption ifVersion(String version) {
        return new IfVersion(version);
    }

    /** Write only if nothing is there, also with {@link #OVERWRITE}. */
    static WriteOption ifAbsent() {
        return Flag.IF_ABSENT;
    }

    /** Return only when the write survives a loss of power, whatever the backend's own setting. */
    static WriteOption durable() {
        return Flag.DURABLE;
    }

    /**
     * How long to wait for someone else's session or tree operation to end.
     *
     * @param timeout zero tries once; negative is refused
     */
    static WriteOption lockTimeout(Duration timeout) {
        return new LockTimeout(timeout);
    }

    /** Tell of the bytes as they are written. */
    static WriteOption progress(ProgressListener listener) {
        return new Progress(listener);
    }

    /** The options that are just there or not. */
    enum Flag implements WriteOption {
        /** See {@link WriteOption#OVERWRITE}. */
        OVERWRITE,
        /** See {@link WriteOption#ifAbsent}. */
        IF_ABSENT,
        /** See {@link WriteOption#durable}. */
        DURABLE
    }

    /** See {@link WriteOption#ifVersion}. */
    record IfVersion(String version) implements WriteOption {
        /** @param version as {@link FileInfo#version()} told it */
        public IfVersion {
            Objects.requireNonNull(version, "version");
        }
    }

    /** See {@link WriteOption#lockTimeout}. */
    record LockTimeout(Duration timeout) implements WriteOption, DeleteOption {
        /** @throws IllegalArgumentException the time-out is negative */
        public LockTimeout {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("a lock time-out cannot be negative: " + timeout);
            }
        }
    }

    /** See {@link WriteOption#progress} and {@link ReadOption#progress}. */
    record Progress(ProgressListener listener) implements WriteOption, ReadOption {
        /** @param listener on the thread that writes or reads */
        public Progress {
            Objects.requireNonNull(listener, "listener");
        }
    }
}
