package io.foundry9.filebackend.openai.emulator;

import java.util.Optional;

/**
 * Lets a number of requests through and then none, as if the client had crashed there. Safe for threads.
 */
final class StopPoint {
    /** What becomes of a request. */
    enum Verdict {
        PASS, PASS_AND_LOSE, REFUSE
    }

    private String route = Faults.ANY;
    private Optional<LastAnswer> last = Optional.empty();
    private int left;

    synchronized void set(int requests, String of, LastAnswer answer) {
        route = Route.ordered(of);
        left = requests;
        last = Optional.of(answer);
    }

    synchronized void clear() {
        last = Optional.empty();
    }

    synchronized boolean isReached() {
        return last.isPresent() && left <= 0;
    }

    /** Asked for each request that is about to be processed. */
    synchronized Verdict admit(Route request) {
        if (last.isEmpty()) {
            return Verdict.PASS;
        }
        if (left <= 0) {
            return Verdict.REFUSE;
        }
        boolean counts = route.equals(Faults.ANY) || route.equals(Route.unnamed(request.label()));
        if (!counts) {
            return Verdict.PASS;
        }
        left--;
        return left == 0 && last.get() == LastAnswer.LOST ? Verdict.PASS_AND_LOSE : Verdict.PASS;
    }
}
