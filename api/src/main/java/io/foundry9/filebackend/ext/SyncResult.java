package io.foundry9.filebackend.ext;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was done to bring two places into step. Immutable.
 *
 * @param commit where the history is now; absent while it is empty
 * @param sent how many commits have gone to the remote place
 * @param received how many have come from it
 * @param changes what has changed here by what came, sorted by path
 */
public record SyncResult(Optional<String> commit, int sent, int received, List<PathChange> changes) {

    /** Copies the list. */
    public SyncResult {
        Objects.requireNonNull(commit, "commit");
        changes = List.copyOf(changes);
    }

    /** Whether both places were in step already. */
    public boolean isUpToDate() {
        return sent == 0 && received == 0;
    }
}
