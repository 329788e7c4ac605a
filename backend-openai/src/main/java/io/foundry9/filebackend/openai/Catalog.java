package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Api.Attached;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The listing of a vector store, kept for a while: one request for a hundred files, and none for what follows. What is
 * changed here is in it at once, also while a new one is being loaded. Safe for use by many threads; one loads, the others
 * wait for it.
 */
final class Catalog {

    private final String storeId;
    private final Service service;
    private final ForeignNames foreign;
    private final ReentrantLock loading = new ReentrantLock();
    private final Consumer<Listing> whenLoaded;

    /** All below is guarded by this object's monitor. */
    private final Changes unseen = new Changes();
    private final Changes whileLoading = new Changes();
    private final Set<String> gone = new HashSet<>();
    private Listing listing;
    private long loaded;
    private boolean isLoading;

    /** What was changed here since some moment. */
    private static final class Changes {
        private final Map<String, Entry> changed = new HashMap<>();
        private final Set<String> gone = new HashSet<>();

        void add(Collection<Entry> entries, Collection<String> ids) {
            entries.forEach(entry -> changed.put(entry.id(), entry));
            gone.addAll(ids);
        }

        Listing on(Listing before) {
            return changed.isEmpty() && gone.isEmpty() ? before : before.with(changed.values(), gone);
        }

        void clear() {
            changed.clear();
            gone.clear();
        }
    }

    /** @param whenLoaded is shown each listing that was loaded */
    Catalog(String storeId, Service service, Consumer<Listing> whenLoaded) {
        this.storeId = storeId;
        this.service = service;
        this.foreign = new ForeignNames(service);
        this.whenLoaded = whenLoaded;
    }

    /** @param age how old it may be */
    Listing listing(Duration age) throws IOException {
        Listing known = young(age);
        if (known != null) {
            return known;
        }
        try {
            loading.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Attempts.interrupted();
        }
        try {
            Listing meanwhile = young(age);
            return meanwhile != null ? meanwhile : load();
        } finally {
            loading.unlock();
        }
    }

    private synchronized Listing young(Duration age) {
        if (listing == null || System.nanoTime() - loaded >= age.toNanos()) {
            return null;
        }
        listing = unseen.on(listing);
        unseen.clear();
        return listing;
    }

    private Listing load() throws IOException {
        long start = System.nanoTime();
        begin();
        List<Entry> entries = new ArrayList<>();
        List<Attached> others = new ArrayList<>();
        for (Attached file : service.attached(storeId)) {
            Attributes.read(file).ifPresentOrElse(entries::add, () -> others.add(file));
        }
        entries.addAll(foreign.entries(others));
        Listing fresh = take(Listing.of(entries), start);
        whenLoaded.accept(fresh);
        return fresh;
    }

    private synchronized void begin() {
        whileLoading.clear();
        isLoading = true;
    }

    /** The service may have answered before or after what was changed meanwhile; what has gone never comes back. */
    private synchronized Listing take(Listing fresh, long start) {
        Listing next = whileLoading.on(fresh);
        gone.retainAll(idsOf(next));
        listing = gone.isEmpty() ? next : next.with(List.of(), gone);
        loaded = start;
        isLoading = false;
        unseen.clear();
        return listing;
    }

    private static Set<String> idsOf(Listing listing) {
        Set<String> ids = new HashSet<>();
        listing.all().forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    /** Something was changed here; it is put into the listing when somebody looks at that. */
    synchronized void apply(Collection<Entry> changed, Collection<String> ids) {
        unseen.add(changed, ids);
        gone.addAll(ids);
        if (isLoading) {
            whileLoading.add(changed, ids);
        }
    }

    /** It has turned out to be wrong. */
    synchronized void forget() {
        listing = null;
        unseen.clear();
    }
}
