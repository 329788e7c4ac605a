package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.FileBackendException;
import java.lang.System.Logger.Level;
import org.apache.felix.hc.api.Result.Status;

/** A vault did not say what it was asked. The message is for people, and holds no secret; so there is no cause. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(NoAnswerException.class.getName());

    private final Status status;

    NoAnswerException(Status status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What is not an error of files is one of the backend, and may say anything: it is for the log alone. */
    static NoAnswerException of(Throwable failure) {
        if (failure instanceof FileBackendException problem) {
            return new NoAnswerException(
                    problem.retryable() ? Status.TEMPORARILY_UNAVAILABLE : Status.CRITICAL, problem.problem());
        }
        LOG.log(Level.DEBUG, "a backend failed in an unexpected way", failure);
        return new NoAnswerException(Status.CRITICAL, "the backend failed with " + failure.getClass().getName());
    }

    Status status() {
        return status;
    }
}
