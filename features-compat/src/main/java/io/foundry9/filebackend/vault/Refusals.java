package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;

/** What stands in for a generation where there is none: leased like one, it fails the call with the reason. */
final class Refusals {

    private Refusals() {}

    static Generation gone(String vault) {
        return refusing(path -> new StorageException(
                Kind.CLOSED, path, "the vault '" + vault + "' is not registered any more", null));
    }

    static Generation failed(String vault, Problem problem) {
        return refusing(path -> new BackendUnavailableException(
                path, "the vault '" + vault + "' could not be opened: " + problem.reason(), problem.retryable()));
    }

    static Generation waitedInVain(String vault, Problem problem, Duration waited) {
        return refusing(path -> new BackendUnavailableException(
                path, "the vault '" + vault + "' is not available: " + problem.reason() + "; waited "
                        + seconds(waited) + " for it"));
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    static Generation interrupted(String vault) {
        return refusing(path -> new StorageException(
                Kind.INTERRUPTED, path, "interrupted while waiting for the vault '" + vault + "'", null));
    }

    private static Generation refusing(Function<String, FileBackendException> refusal) {
        Generation generation = new Generation(new RefusingBackend(refusal), () -> true, () -> {});
        generation.acquire();
        return generation;
    }
}
