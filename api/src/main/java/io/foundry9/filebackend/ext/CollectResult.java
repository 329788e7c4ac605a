package io.foundry9.filebackend.ext;

/**
 * What a collection has done. Immutable.
 *
 * @param finished how many changes that others had left half-done were finished
 * @param removed how many leftovers were removed
 * @param bytes what they occupied
 * @param kept how many leftovers stay for now, as they are too young
 */
public record CollectResult(int finished, int removed, long bytes, int kept) {

    /** @throws IllegalArgumentException a count is negative */
    public CollectResult {
        if (finished < 0 || removed < 0 || bytes < 0 || kept < 0) {
            throw new IllegalArgumentException("a count cannot be negative");
        }
    }
}
