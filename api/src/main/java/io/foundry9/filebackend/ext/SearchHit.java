package io.foundry9.filebackend.ext;

import java.util.Objects;

/**
 * A passage that fits a question. Immutable.
 *
 * @param path of the file that it stands in
 * @param score how well it fits, from 0 to 1; comparable within one answer
 * @param passage its text, as the index has it: not always to the letter what the file says
 */
public record SearchHit(String path, double score, String passage) {

    /** No part may be {@code null}. */
    public SearchHit {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(passage, "passage");
    }
}
