package io.foundry9.filebackend.ext;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A state that was committed. Immutable.
 *
 * @param version its id, forty hexadecimal digits in git
 * @param time when it was committed, to the second
 * @param author who has made the changes, as {@code name <address>}
 * @param message what the author says of it; of several lines, perhaps
 * @param changes what it changed of what was asked for; empty for one that only brings two histories together
 */
public record Revision(String version, Instant time, String author, String message, List<PathChange> changes) {

    /** Copies the list. */
    public Revision {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(message, "message");
        changes = List.copyOf(changes);
    }

    /** The first line of the message. */
    public String summary() {
        return message.lines().findFirst().orElse("");
    }
}
