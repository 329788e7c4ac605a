package io.foundry9.filebackend.ext;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A backend whose storage may hold leftovers of clients that died, and that removes them when it is told to. Safe for use by
 * many threads.
 */
@ProviderType
public interface Collectable {

    /** As {@link #collect(Duration)}, with the backend's own idea of what is old. */
    CollectResult collect();

    /**
     * Finishes what others have left half-done, then removes what belongs to no file.
     *
     * @param grace what is younger may be under way, and stays; with zero, somebody's write that is under way fails
     */
    CollectResult collect(Duration grace);
}
