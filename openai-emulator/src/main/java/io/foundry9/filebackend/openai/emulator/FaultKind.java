package io.foundry9.filebackend.openai.emulator;

/** What can go wrong on order, and whether the request has had its effect by then. */
public enum FaultKind {
    /** 429, without effect. */
    RATE_LIMITED(Phase.BEFORE),
    /** 500, without effect. */
    SERVER_ERROR(Phase.BEFORE),
    /** 502 with an HTML page, as a gateway answers it, without effect. */
    BAD_GATEWAY(Phase.BEFORE),
    /** 503, without effect. */
    UNAVAILABLE(Phase.BEFORE),
    /** The connection is reset before anything is done. */
    RESET_BEFORE(Phase.BEFORE),
    /** Done, and the connection is reset instead of an answer. */
    LOST_ANSWER(Phase.AFTER),
    /** Done; the body of the answer stops in the middle for some time, then goes on. */
    STALLED_BODY(Phase.AFTER),
    /** Done; the connection is closed in the middle of the body. */
    TRUNCATED_BODY(Phase.AFTER),
    /** Done; half of the body, whose length says that this is all. */
    HALF_BODY(Phase.AFTER),
    /** What is attached stays {@code in_progress} for longer. Only for requests that attach. */
    SLOW_INDEXING(Phase.INDEXING),
    /** What is attached ends as {@code failed}. Only for requests that attach. */
    FAILED_INDEXING(Phase.INDEXING),
    /** Done twice, as if a proxy had sent it again; answered as the second time. */
    DUPLICATED(Phase.AFTER),
    /** Refused by a reset because a {@link OpenAiEmulator#stopAfter stop} was ordered; no {@link Fault} is of it. */
    STOPPED(Phase.BEFORE);

    enum Phase {
        BEFORE, AFTER, INDEXING
    }

    private final Phase phase;

    FaultKind(Phase phase) {
        this.phase = phase;
    }

    boolean isBefore() {
        return phase == Phase.BEFORE;
    }

    boolean isIndexing() {
        return phase == Phase.INDEXING;
    }
}
