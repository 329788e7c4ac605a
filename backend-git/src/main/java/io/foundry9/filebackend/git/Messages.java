package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import java.util.Optional;

/** What commits say of themselves. */
final class Messages {

    static final String SYNC = "Sync changes";

    private Messages() {}

    /** That of a session. */
    static String batch(int files) {
        return "Batch sync changes (" + files + (files == 1 ? " file)" : " files)");
    }

    /**
     * That of a single change.
     *
     * @param before what was there
     */
    static String of(Change change, Optional<FileInfo> before) {
        if (change instanceof Change.Remove) {
            return "Delete " + change.path();
        }
        if (change instanceof Change.Move move) {
            return "Move " + move.from() + " to " + move.path();
        }
        return (before.isPresent() ? "Update " : "Create ") + change.path();
    }

    static String merge(String branch) {
        return "Merge remote-tracking branch '" + Remote.NAME + "/" + branch + "'";
    }

    /** A message as git likes it: with one line break at its end, and none at its beginning. */
    static String tidy(String message) {
        return message.strip();
    }
}
