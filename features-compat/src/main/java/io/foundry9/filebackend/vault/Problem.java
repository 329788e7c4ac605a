package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;

/**
 * Why a vault has no backend, or not the one that it should have. Immutable.
 *
 * @param reason in words for people; without secrets
 * @param retryable whether it may go away by itself
 */
record Problem(String reason, boolean retryable) {

    /** What a failed attempt to open comes to. A text that we don't know to be free of secrets is left out. */
    static Problem of(Throwable failure) {
        if (failure instanceof FileBackendException known) {
            return new Problem(known.problem(), known.retryable());
        }
        if (failure instanceof IllegalArgumentException) {
            return new Problem(String.valueOf(failure.getMessage()), false);
        }
        return new Problem("the backend failed unexpectedly: " + failure.getClass().getName(), false);
    }

    /** Nobody serves the scheme; somebody may come. */
    static Problem away(Source source) {
        return new Problem("there is no backend for '" + source.scheme().orElse("?") + ":' at the moment", true);
    }

    /** The same for who has a backend, and was to get another one. */
    Problem ofSuccessor() {
        return new Problem("what its configuration says now cannot be used, so what is in use stays: " + reason,
                retryable);
    }

    /** What to throw for it: the failure itself if we know it to be fit for users, else an error in our words. */
    RuntimeException toThrow(Throwable failure) {
        if (failure instanceof FileBackendException || failure instanceof IllegalArgumentException) {
            return (RuntimeException) failure;
        }
        return new BackendUnavailableException("", reason, retryable).during("open");
    }
}
