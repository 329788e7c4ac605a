package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.core.Calls;
import io.foundry9.filebackend.ext.CollectResult;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.openai.Api.RemoteFile;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finishes and removes what dead clients have left: plans, versions that were replaced, files that belong to no entry. Old is
 * what the service's own clock says. What others have put there is not touched. Safe for use by many threads.
 */
final class Collector implements Collectable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Service service;
    private final Names names;
    private final Catalog catalog;
    private final Peers peers;
    private final Intents intents;
    private final Steps steps;
    private final Renewal renewal;
    private final Locking locking;
    private final Duration usual;

    /** Takes the lock on the tree. */
    interface Locking {
        StoreLock lock(Duration timeout) throws IOException;
    }

    /** @param usual what is old, if nobody says otherwise */
    Collector(Service service, Names names, Catalog catalog, Peers peers, Intents intents, Steps steps, Renewal renewal,
            Locking locking, Duration usual) {
        this.service = service;
        this.names = names;
        this.catalog = catalog;
        this.peers = peers;
        this.intents = intents;
        this.steps = steps;
        this.renewal = renewal;
        this.locking = locking;
        this.usual = usual;
    }

    @Override
    public CollectResult collect() {
        return collect(usual);
    }

    @Override
    public CollectResult collect(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a time cannot be negative: " + grace);
        }
        return Calls.run("collect", "", () -> Trouble.at("", () -> run(grace)));
    }

    private CollectResult run(Duration grace) throws IOException {
        Listing found = catalog.listing(Duration.ZERO);
        renewal.renew(found);
        try (StoreLock lock = locking.lock(PATIENCE)) {
            int finished = intents.finish(found, grace.toSeconds() < Intents.DEAD_AFTER);
            // the files first: what is attached after that is no leftover, and is seen in the listing
            List<RemoteFile> files = service.files().stream().filter(file -> names.isOurs(file.name())).toList();
            Listing listing = catalog.listing(Duration.ZERO);
            return remove(listing, files, service.now() - grace.toSeconds(), finished);
        }
    }

    private CollectResult remove(Listing listing, List<RemoteFile> files, long youngest, int finished)
            throws IOException {
        int removed = 0;
        int kept = 0;
        for (Entry entry : Stream.concat(listing.superseded().stream(), listing.pending().stream()).toList()) {
            boolean isOld = entry.attached() <= youngest && !peers.live().contains(entry.id());
            if (isOld) {
                steps.remove(entry);
            }
            removed += isOld ? 1 : 0;
            kept += isOld ? 0 : 1;
        }
        Set<String> used = idsIn(listing);
        long bytes = 0;
        for (RemoteFile file : files) {
            if (used.contains(file.id()) || peers.live().contains(file.id())) {
                continue;
            }
            if (file.created() > youngest) {
                kept++;
                continue;
            }
            service.delete(file.id());
            bytes += file.bytes();
            removed++;
        }
        return new CollectResult(finished, removed, bytes, kept);
    }

    /** The superseded too: their files go with them, or stay with them. */
    private static Set<String> idsIn(Listing listing) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : listing.all()) {
            ids.add(entry.id());
            ids.addAll(entry.content().parts());
        }
        return ids;
    }
}
