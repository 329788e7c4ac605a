package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Api.Attached;
import io.foundry9.filebackend.openai.Api.Indexing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until the service has indexed what was attached, or has found that it can't; not for ever. Safe for many threads. */
final class Indexer {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final String storeId;
    private final Service service;
    private final Duration patience;

    /** @param patience how long it waits at most */
    Indexer(String storeId, Service service, Duration patience) {
        this.storeId = storeId;
        this.service = service;
        this.patience = patience;
    }

    /** Waits for some files, one after the other. */
    void await(List<String> ids) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        for (String id : ids) {
            await(() -> service.attached(storeId, id).map(Attached::indexing), end);
        }
    }

    /** Waits for a batch. */
    void awaitBatch(String id) throws IOException {
        await(() -> Optional.of(service.batch(storeId, id)), System.nanoTime() + patience.toNanos());
    }

    private void await(Attempts.Call<Optional<Indexing>> look, long end) throws IOException {
        Duration pause = FIRST;
        while (look.make().filter(Indexing.UNDER_WAY::equals).isPresent() && System.nanoTime() < end) {
            service.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }
}
