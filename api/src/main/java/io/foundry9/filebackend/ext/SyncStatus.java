package io.foundry9.filebackend.ext;

import io.foundry9.filebackend.FileBackendException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a backend and its remote place stand to each other. Immutable.
 *
 * @param remote where that is, without secrets
 * @param branch which of its histories is meant
 * @param commit where that history is here; absent while it is empty
 * @param ahead commits that are here and were not there when it was last heard of
 * @param behind commits that were there and are not here
 * @param changes what is not committed yet, sorted by path
 * @param conflicts those that stand
 * @param lastContact when the remote place last answered, to this backend since it was opened
 * @param lastFailure what went wrong when it was last tried to reach the remote place; absent once it has answered again
 * @param notes what else a person should know, one sentence each, such as files whose content is kept elsewhere
 */
public record SyncStatus(
        String remote,
        String branch,
        Optional<String> commit,
        int ahead,
        int behind,
        List<PathChange> changes,
        List<Conflict> conflicts,
        Optional<Instant> lastContact,
        Optional<FileBackendException> lastFailure,
        List<String> notes) {

    /** Copies the lists. */
    public SyncStatus {
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(commit, "commit");
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
        Objects.requireNonNull(lastContact, "lastContact");
        Objects.requireNonNull(lastFailure, "lastFailure");
        notes = List.copyOf(notes);
    }

    /** Whether nothing is left to push, to pull, to commit or to resolve, as far as is known. */
    public boolean isInStep() {
        return ahead == 0 && behind == 0 && changes.isEmpty() && conflicts.isEmpty();
    }
}
