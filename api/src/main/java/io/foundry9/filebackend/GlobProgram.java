package io.foundry9.filebackend;

import java.util.List;

/**
 * The automaton of a {@link Glob}: a list of steps, each going on to the following one unless it says otherwise. It reads
 * paths in which every segment, the last included, ends with {@code /}. Immutable.
 *
 * <p>A state is a step together with what the pattern has written of the current segment: nothing yet, a single dot, or
 * a name. So a {@code /} or {@code .} that falls away is told from one that counts, also when it comes from the
 * alternatives of braces.
 *
 * @param ops what each step does
 * @param args the code point of a {@link Op#CHAR}, the index of a {@link Op#CLASS}, where a {@link Op#JUMP} and the first
 *     way of a {@link Op#SPLIT} lead
 * @param others where the second way of a {@link Op#SPLIT} leads; negative if there is none
 * @param fixedPrefix what a match is, or lies below
 * @param fixedSuffix what the last name of a match ends with
 */
record GlobProgram(Op[] ops, int[] args, int[] others, List<CharClass> classes, String fixedPrefix,
        String fixedSuffix) {

    enum Op {
        CHAR,
        /** Any code point but the slash. */
        ANY,
        CLASS,
        /** Any number of {@link #ANY}. */
        STAR,
        /** The end of a segment. */
        SLASH,
        SPLIT,
        JUMP,
        MATCH
    }

    /** Nothing is written of the segment; what ends here falls away. */
    static final int FRESH = 0;
    /** The segment is a single dot so far, and falls away if it ends here. */
    static final int DOT = 1;
    /** The segment is a name. */
    static final int NAME = 2;
    /** How many of these there are. */
    static final int MODES = 3;

    static int state(int step, int mode) {
        return step * MODES + mode;
    }

    static int step(int state) {
        return state / MODES;
    }

    static int mode(int state) {
        return state % MODES;
    }

    /**
     * A set of code points.
     *
     * @param bounds the first and the last of each range, one after the other
     */
    record CharClass(boolean negated, int[] bounds) {
        boolean has(int point) {
            for (int i = 0; i < bounds.length; i += 2) {
                if (bounds[i] <= point && point <= bounds[i + 1]) {
                    return !negated;
                }
            }
            return negated;
        }
    }
}
