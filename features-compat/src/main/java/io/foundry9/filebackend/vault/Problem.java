package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackendException;

/**
 * Why a vault has no backend. Immutable.
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
}
