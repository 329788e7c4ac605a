package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a vault stands. Immutable.
 *
 * @param problem why it has no backend, or, where it is {@link VaultState#ACTIVE}, not the one that it should have
 */
record Standing(Source source, VaultOptions options, VaultState state, Optional<Problem> problem) {

    private static final Problem OPENING = new Problem("it is being opened", true);

    Standing {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
    }

    static Standing opening(Source source, VaultOptions options) {
        return new Standing(source, options, VaultState.WAITING, Optional.of(OPENING));
    }

    static Standing active(Source source, VaultOptions options) {
        return new Standing(source, options, VaultState.ACTIVE, Optional.empty());
    }

    Standing with(VaultState next, Problem found) {
        return new Standing(source, options, next, Optional.of(found));
    }

    /** Whether somebody has to do something before it has a backend. */
    boolean isFailed() {
        return state == VaultState.FAILED;
    }

    VaultInfo info(String name, boolean persistent, Optional<List<Parameter>> known) {
        return new VaultInfo(
                name, source.shown(known), source.scheme(), state, problem.map(Problem::reason), options, persistent);
    }
}
