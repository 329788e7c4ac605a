package io.foundry9.filebackend.ext;

import io.foundry9.filebackend.Glob;
import java.util.Objects;
import java.util.Optional;

/**
 * What a search is to return. Immutable.
 *
 * @param limit how many passages at most, from 1 to 50
 * @param lowestScore what fits worse is left out, from 0 to 1
 * @param within only files whose path matches
 */
public record SearchOptions(int limit, double lowestScore, Optional<Glob> within) {

    /** The ten best, wherever they are. */
    public static final SearchOptions DEFAULTS = new SearchOptions(10, 0, Optional.empty());

    private static final int MOST = 50;

    /** @throws IllegalArgumentException {@code limit} is below 1 or above 50, or {@code lowestScore} is not from 0 to 1 */
    public SearchOptions {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be between 1 and " + MOST + ": " + limit);
        }
        if (!(lowestScore >= 0 && lowestScore <= 1)) {
            throw new IllegalArgumentException("lowestScore must be between 0 and 1: " + lowestScore);
        }
        Objects.requireNonNull(within, "within");
    }

    /**
     * At most so many passages.
     *
     * @throws IllegalArgumentException it is below 1 or above 50
     */
    public SearchOptions withLimit(int passages) {
        return new SearchOptions(passages, lowestScore, within);
    }

    /**
     * None that answer worse than this.
     *
     * @throws IllegalArgumentException it is not from 0 to 1
     */
    public SearchOptions withLowestScore(double score) {
        return new SearchOptions(limit, score, within);
    }

    /**
     * Only files whose path matches a pattern, such as <code>docs/**</code>.
     *
     * @throws IllegalArgumentException the pattern is malformed
     */
    public SearchOptions within(String pattern) {
        return new SearchOptions(limit, lowestScore, Optional.of(Glob.compile(pattern)));
    }
}
