package io.foundry9.filebackend.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer of the service that says no. */
final class ApiException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final String NO_MONEY = "insufficient_quota";

    private final int status;
    private final String code;
    private final Duration retryAfter;

    /**
     * @param status of HTTP
     * @param code the service's word for it, empty if it has none
     * @param message the service's own, without secrets
     * @param retryAfter how long it asks to be left alone
     */
    ApiException(int status, String code, String message, Optional<Duration> retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter.orElse(null);
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    boolean isMissing() {
        return status == NOT_FOUND;
    }

    boolean isRefusal() {
        return status == BAD_REQUEST || status == FORBIDDEN || status == NOT_FOUND;
    }

    boolean isAboutTheKey() {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }

    boolean isAboutMoney() {
        return NO_MONEY.equals(code);
    }

    /** Whether the same request may succeed later. */
    boolean mayPass() {
        return !isAboutMoney()
                && (status == TIMEOUT || status == CONFLICT || status == TOO_MANY || status >= SERVER);
    }

    /** Whether it may have been carried out all the same: who fails on the server's side may fail after the work. */
    boolean mayHaveHappened() {
        return status == TIMEOUT || status >= SERVER;
    }
}
