package io.foundry9.filebackend.openai.emulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the builder has gathered; immutable, owned by one emulator.
 *
 * @param strict          as the live service; else as a lenient compatible server
 * @param downloadable    purposes whose bytes may be fetched; empty: every one
 * @param rateLimits      empty: not enforced
 * @param detachesDeleted a deleted file leaves its vector stores at once
 */
record Settings(boolean strict, int port, Clock clock, Duration indexingDelay, Set<String> apiKeys,
        Optional<Set<String>> downloadable, Optional<RateLimits> rateLimits, Limits limits, boolean detachesDeleted,
        boolean validating, long seed, Optional<Path> temporary) {
    boolean mayDownload(String purpose) {
        return downloadable.isEmpty() || downloadable.get().contains(purpose);
    }
}
