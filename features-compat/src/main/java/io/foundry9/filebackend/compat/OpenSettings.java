package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.WriteOption;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a file is to be opened.
 *
 * @param follow whether a link at the path is followed
 */
record OpenSettings(Set<StandardOpenOption> options, boolean follow) {

    /**
     * @throws IllegalArgumentException options that exclude each other
     * @throws UnsupportedOperationException an option that is not Java's own
     */
    static OpenSettings of(Collection<? extends OpenOption> given) {
        Set<StandardOpenOption> options = EnumSet.noneOf(StandardOpenOption.class);
        boolean follow = true;
        for (OpenOption option : given) {
            if (option instanceof StandardOpenOption standard) {
                options.add(standard);
            } else if (option == LinkOption.NOFOLLOW_LINKS) {
                follow = false;
            } else {
                throw new UnsupportedOperationException("unknown to a vault: " + option.getClass().getSimpleName());
            }
        }
        OpenSettings settings = new OpenSettings(options, follow);
        if (settings.appends() && (settings.reads() || settings.has(StandardOpenOption.TRUNCATE_EXISTING))) {
            throw new IllegalArgumentException("APPEND goes neither with READ nor with TRUNCATE_EXISTING");
        }
        return settings;
    }

    boolean has(StandardOpenOption option) {
        return options.contains(option);
    }

    boolean appends() {
        return has(StandardOpenOption.APPEND);
    }

    boolean writes() {
        return appends() || has(StandardOpenOption.WRITE);
    }

    boolean reads() {
        return has(StandardOpenOption.READ) || !writes();
    }

    boolean createsNew() {
        return writes() && has(StandardOpenOption.CREATE_NEW);
    }

    boolean creates() {
        return createsNew() || writes() && has(StandardOpenOption.CREATE);
    }

    boolean truncates() {
        return writes() && has(StandardOpenOption.TRUNCATE_EXISTING);
    }

    boolean deletesOnClose() {
        return has(StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** What {@code SYNC} and {@code DSYNC} are to a backend, beside others. */
    WriteOption[] with(WriteOption... more) {
        boolean durable = has(StandardOpenOption.SYNC) || has(StandardOpenOption.DSYNC);
        if (!durable) {
            return more;
        }
        WriteOption[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = WriteOption.durable();
        return all;
    }
}
