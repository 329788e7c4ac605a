package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.core.Layers;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.StoreLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens what a URI names, with the options of a vault around it. It keeps nothing but the means to do so. */
final class Opener {

    private final SchemeRegistry schemes;
    private final LayerRegistry layers;
    private final Listeners<ContentListener> contentListeners;

    /** What there is to open something with. If it is the same as before, what failed will fail again. */
    record Means(Optional<BackendFactory> factory, List<StoreLayer> layers) {}

    Opener(SchemeRegistry schemes, LayerRegistry layers, Listeners<ContentListener> contentListeners) {
        this.schemes = schemes;
        this.layers = layers;
        this.contentListeners = contentListeners;
    }

    /**
     * Opens a backend. If its factory or a layer goes meanwhile, the generation says so when it is asked: who puts it
     * behind a vault does that.
     *
     * @param vault its name
     * @throws IllegalArgumentException see {@link SchemeRegistry#openStore}, or the options are malformed
     * @throws io.foundry9.filebackend.FileBackendException it cannot be opened
     */
    Generation open(String vault, Source source, VaultOptions options) {
        BackendUri read = BackendUri.parse(source.uri().orElseThrow());
        BackendFactory factory = schemes.require(read.scheme());
        source.check(read, factory.parameters());
        List<StoreLayer> used = new ArrayList<>();
        StoreLayer around = around(options, used);
        MovableStore store = new MovableStore(around.apply(SchemeRegistry.openStore(factory, read)),
                new ContentTeller(vault, contentListeners));
        return Generation.over(store, StoreBackend.over(store, options.lockTimeout()),
                () -> schemes.serves(factory, read.scheme()) && used.stream().allMatch(layers::contains));
    }

    /**
     * Checks all that can be told without opening.
     *
     * @throws IllegalArgumentException see {@link SchemeRegistry#openStore}
     */
    void check(Source source) {
        BackendUri read = BackendUri.parse(source.uri().orElseThrow());
        BackendFactory factory = schemes.require(read.scheme());
        source.check(read, factory.parameters());
        Parameters.of(factory.parameters(), read);
    }

    private StoreLayer around(VaultOptions options, List<StoreLayer> used) {
        StoreLayer wanted = Layers.parse(options.layers(), name -> {
            Optional<StoreLayer> found = layers.find(name);
            found.ifPresent(used::add);
            return found;
        });
        return options.readOnly() ? Layers.stack(List.of(Layers.readOnly(), wanted)) : wanted;
    }

    /** The factory that would open it now. */
    Optional<BackendFactory> factory(Source source) {
        return source.scheme().flatMap(schemes::factory);
    }

    /** Whether the factory that would open it now is still there when that is asked. */
    BooleanSupplier served(Source source) {
        Optional<BackendFactory> now = factory(source);
        return () -> now.isEmpty() || schemes.serves(now.get(), source.scheme().orElseThrow());
    }

    Means means(Source source) {
        return new Means(factory(source), layers.all());
    }

    /** Whether its URI can be read, but nobody serves the scheme at the moment. */
    boolean isSchemeUnknown(Source source) {
        return source.scheme().isPresent() && factory(source).isEmpty();
    }
}
