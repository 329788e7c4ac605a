package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Opens {@code fake://LABEL}: each time a new {@link FakeStore} over the memory of that label. A test may make it fail,
 * or do something each time before it opens.
 */
final class FakeFactory implements BackendFactory {

    final List<FakeStore> opened = new CopyOnWriteArrayList<>();
    private final Map<String, MemoryStore> memories;
    private final String scheme;
    private volatile Opening opening = uri -> {};

    /** Something that happens before a store is opened. */
    @FunctionalInterface
    interface Opening {
        void before(BackendUri uri) throws IOException;
    }

    FakeFactory() {
        this("fake", new ConcurrentHashMap<>());
    }

    private FakeFactory(String scheme, Map<String, MemoryStore> memories) {
        this.scheme = scheme;
        this.memories = memories;
    }

    /** The same in a new incarnation, as after an update of its bundle. */
    FakeFactory updated() {
        return new FakeFactory(scheme, memories);
    }

    static FakeFactory serving(String scheme) {
        return new FakeFactory(scheme, new ConcurrentHashMap<>());
    }

    void beforeOpening(Opening hook) {
        opening = hook;
    }

    /** What a label stands for. */
    MemoryStore memory(String label) {
        return memories.computeIfAbsent(label, same -> new MemoryStore());
    }

    FakeStore last() {
        return opened.get(opened.size() - 1);
    }

    @Override
    public Set<String> schemes() {
        return Set.of(scheme);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.of("key", Type.SECRET, "A secret."),
                Parameter.of("note", Type.TEXT, "Anything."));
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) throws IOException {
        opening.before(uri);
        FakeStore store = new FakeStore(memory(uri.authority()));
        opened.add(store);
        return store;
    }
}
