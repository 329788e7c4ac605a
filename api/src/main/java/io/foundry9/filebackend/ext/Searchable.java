package io.foundry9.filebackend.ext;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A backend that answers questions about what its files say. It searches what is indexed; a file that was just written may be
 * found a little later. Safe for use by many threads.
 */
@ProviderType
public interface Searchable {

    /**
     * The passages that fit a question best, the best first; several may be of one file.
     *
     * @param question in words; not blank
     * @throws IllegalArgumentException the question is blank
     */
    List<SearchHit> search(String question, SearchOptions options);

    /** As {@link #search(String, SearchOptions)} with {@link SearchOptions#DEFAULTS}. */
    default List<SearchHit> search(String question) {
        return search(question, SearchOptions.DEFAULTS);
    }
}
