package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.spi.FairLocks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The stores in this process that show the same vector store: they have their locks in common, and what one changes the
 * others see at once. Safe for use by many threads.
 */
final class Peers {

    /** Which vector store. */
    record Key(String baseUrl, String storeId) {}

    private static final Map<Key, Peers> ALL = new HashMap<>();

    private final FairLocks locks = new FairLocks();
    private final OpenReaders readers = new OpenReaders();
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final List<Catalog> catalogs = new CopyOnWriteArrayList<>();
    private final Key key;

    private Peers(Key key) {
        this.key = key;
    }

    static Peers join(Key key, Catalog catalog) {
        synchronized (ALL) {
            Peers peers = ALL.computeIfAbsent(key, Peers::new);
            peers.catalogs.add(catalog);
            return peers;
        }
    }

    void leave(Catalog catalog) {
        synchronized (ALL) {
            catalogs.remove(catalog);
            if (catalogs.isEmpty()) {
                ALL.remove(key, this);
            }
        }
    }

    Key key() {
        return key;
    }

    FairLocks locks() {
        return locks;
    }

    OpenReaders readers() {
        return readers;
    }

    /** The ids of files that are on their way into the vector store, and must not be taken for leftovers. */
    Set<String> live() {
        return live;
    }

    /** Something was changed through one of them. */
    void apply(Collection<Entry> changed, Collection<String> gone) {
        catalogs.forEach(catalog -> catalog.apply(changed, gone));
    }
}
