package io.foundry9.filebackend.localstore;

import java.util.List;

/**
 * Parts a plan into stretches of steps that do not disturb each other, so that a stretch of which nobody knows how much
 * was done can be done, or taken back, as a whole. Steps that take something away and steps that put something there do
 * not belong into one: what was put might be taken the next time.
 */
final class Stretches {

    private Stretches() {}

    /** Where the stretch ends that begins with a step. */
    static int endAfter(List<Step> steps, int first) {
        int end = first;
        while (end < steps.size() && isLeaving(steps.get(end)) == isLeaving(steps.get(first))) {
            end++;
        }
        return end;
    }

    /** Where the stretch begins that ends before a step. */
    static int startBefore(List<Step> steps, int end) {
        int start = end;
        while (start > 0 && isLeaving(steps.get(start - 1)) == isLeaving(steps.get(end - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isLeaving(Step step) {
        return step instanceof Step.Take;
    }
}
