package io.foundry9.filebackend;

import io.foundry9.filebackend.GlobProgram.Op;
import java.util.Arrays;

/**
 * One run of a {@link GlobProgram} over a path: all states that the automaton can be in are carried along together, so
 * each code point costs at most one look at each state. For one thread.
 */
final class GlobRun {

    private final GlobProgram program;
    private int[] current;
    private int[] next;
    private int count;
    private int nextCount;
    private boolean matches;
    private long steps;

    /** For each state the round in which it was last seen. */
    private final int[] seen;

    private int round;
    private int[] pending = new int[16];
    private int pendingCount;

    GlobRun(GlobProgram program) {
        this.program = program;
        int states = program.ops().length * GlobProgram.MODES;
        this.current = new int[states];
        this.next = new int[states];
        this.seen = new int[states];
    }

    GlobRun start() {
        beginRound();
        push(0, GlobProgram.FRESH);
        endRound();
        return this;
    }

    /** Goes on from what {@link #waiting()} told. */
    GlobRun resume(int[] states) {
        System.arraycopy(states, 0, current, 0, states.length);
        count = states.length;
        return this;
    }

    /** Reads a path, or a part of one from a start to an end of segments. */
    void feed(String path) {
        int length = path.length();
        for (int i = 0; i < length && count > 0;) {
            int point = path.codePointAt(i);
            take(point);
            i += Character.charCount(point);
        }
        take('/');
    }

    /** Whether what was read up to here matches. */
    boolean matches() {
        return matches;
    }

    /** The states that wait for more. */
    int[] waiting() {
        return Arrays.copyOf(current, count);
    }

    long steps() {
        return steps;
    }

    private void take(int point) {
        beginRound();
        for (int i = 0; i < count; i++) {
            steps++;
            int step = GlobProgram.step(current[i]);
            switch (program.ops()[step]) {
                case SLASH -> pushIf(point == '/', step + 1, GlobProgram.FRESH);
                case STAR -> pushIf(point != '/', step, GlobProgram.NAME);
                case ANY -> pushIf(point != '/', step + 1, GlobProgram.NAME);
                case CHAR -> pushIf(point == program.args()[step], step + 1, GlobProgram.NAME);
                default -> pushIf(
                        point != '/' && program.classes().get(program.args()[step]).has(point),
                        step + 1,
                        GlobProgram.NAME);
            }
        }
        endRound();
    }

    private void beginRound() {
        round++;
        nextCount = 0;
        matches = false;
    }

    private void endRound() {
        while (pendingCount > 0) {
            int state = pending[--pendingCount];
            if (seen[state] != round) {
                seen[state] = round;
                steps++;
                visit(state);
            }
        }
        int[] swap = current;
        current = next;
        next = swap;
        count = nextCount;
    }

    /** Keeps a state that waits for a code point, or goes on to where it leads without one. */
    private void visit(int state) {
        int step = GlobProgram.step(state);
        int mode = GlobProgram.mode(state);
        Op op = program.ops()[step];
        switch (op) {
            case JUMP -> push(program.args()[step], mode);
            case SPLIT -> {
                push(program.args()[step], mode);
                pushIf(program.others()[step] >= 0, program.others()[step], mode);
            }
            case MATCH -> matches = true;
            case SLASH -> {
                if (mode == GlobProgram.NAME) {
                    keep(state);
                } else {
                    push(step + 1, GlobProgram.FRESH);
                }
            }
            default -> {
                if (mode != GlobProgram.DOT) { // more than a dot was another state from the dot on
                    visitName(op, step, state);
                }
            }
        }
    }

    private void visitName(Op op, int step, int state) {
        boolean fresh = GlobProgram.mode(state) == GlobProgram.FRESH;
        if (op == Op.STAR) {
            if (fresh) {
                push(step, GlobProgram.NAME);
                return;
            }
            push(step + 1, GlobProgram.NAME);
        }
        keep(state);
        pushIf(fresh && op == Op.CHAR && program.args()[step] == '.', step + 1, GlobProgram.DOT);
    }

    private void keep(int state) {
        next[nextCount++] = state;
    }

    private void pushIf(boolean condition, int step, int mode) {
        if (condition) {
            push(step, mode);
        }
    }

    private void push(int step, int mode) {
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pendingCount);
        }
        pending[pendingCount++] = GlobProgram.state(step, mode);
    }
}
