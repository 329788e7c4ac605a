package io.foundry9.filebackend;

import io.foundry9.filebackend.GlobProgram.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Looks through all the segments that a program can spell, alternatives and all: none may be {@code ..}, and one at least
 * must be a name. For one thread.
 */
final class GlobCheck {

    /** How many dots the segment consists of; this many or more, or anything else, is a name. */
    private static final int NAME = 3;

    private static final int KINDS = NAME + 1;

    private final List<GlobParser.Step> steps;
    private final boolean[] seen;
    private final Deque<int[]> pending = new ArrayDeque<>();
    private boolean named;

    private GlobCheck(List<GlobParser.Step> steps) {
        this.steps = steps;
        this.seen = new boolean[steps.size() * KINDS];
    }

    static void check(List<GlobParser.Step> steps) {
        GlobCheck check = new GlobCheck(steps);
        check.push(0, 0, 0);
        while (!check.pending.isEmpty()) {
            int[] state = check.pending.pop();
            check.visit(state[0], state[1], state[2]);
        }
        if (!check.named) {
            throw GlobParser.malformed("it is empty", 0);
        }
    }

    /** @param begin where in the pattern the segment begins, as far as it is dots */
    private void visit(int index, int dots, int begin) {
        GlobParser.Step step = steps.get(index);
        switch (step.op) {
            case MATCH -> {}
            case JUMP -> push(step.arg, dots, begin);
            case SPLIT -> {
                push(step.arg, dots, begin);
                if (step.other >= 0) {
                    push(step.other, dots, begin);
                }
            }
            case SLASH -> {
                if (dots == 2) {
                    throw GlobParser.malformed("a segment cannot be '..'", begin);
                }
                named |= dots == NAME;
                push(index + 1, 0, 0);
            }
            default -> {
                boolean dot = step.op == Op.CHAR && step.arg == '.';
                push(index + 1, dot ? Math.min(dots + 1, NAME) : NAME, dots == 0 ? step.offset : begin);
            }
        }
    }

    private void push(int index, int dots, int begin) {
        int state = index * KINDS + dots;
        if (!seen[state]) {
            seen[state] = true;
            pending.push(new int[] {index, dots, begin});
        }
    }
}
