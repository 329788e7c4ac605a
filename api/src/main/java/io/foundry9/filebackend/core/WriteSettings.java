package io.foundry9.filebackend.core;

import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.WriteOption;
import java.time.Duration;
import java.util.Optional;

/** The options of a write, put in order. Immutable. */
record WriteSettings(
        boolean overwrite,
        boolean ifAbsent,
        Optional<String> ifVersion,
        boolean durable,
        Duration lockTimeout,
        ProgressListener progress) {

    private static final ProgressListener SILENT = (done, total) -> {
    };

    static WriteSettings of(Duration defaultLockTimeout, WriteOption... options) {
        boolean overwrite = false;
        boolean ifAbsent = false;
        boolean durable = false;
        String version = null;
        Duration lockTimeout = defaultLockTimeout;
        ProgressListener progress = SILENT;
        for (WriteOption option : options) {
            if (option instanceof WriteOption.IfVersion condition) {
                version = condition.version();
            } else if (option instanceof WriteOption.LockTimeout limit) {
                lockTimeout = limit.timeout();
            } else if (option instanceof WriteOption.Progress listening) {
                progress = listening.listener();
            } else {
                switch ((WriteOption.Flag) option) {
                    case OVERWRITE -> overwrite = true;
                    case IF_ABSENT -> ifAbsent = true;
                    case DURABLE -> durable = true;
                }
            }
        }
        return new WriteSettings(overwrite, ifAbsent, Optional.ofNullable(version), durable, lockTimeout, progress);
    }

    WriteSettings withOverwrite() {
        return new WriteSettings(true, ifAbsent, ifVersion, durable, lockTimeout, progress);
    }

    WriteSettings withLockTimeout(Duration timeout) {
        return new WriteSettings(overwrite, ifAbsent, ifVersion, durable, timeout, progress);
    }
}
