package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.StoreLayer;
import io.foundry9.filebackend.vault.LayerRegistry;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Collects the factories of backends, and the layers, that are services, and opens backends with them. Safe for use by
 * many threads. Taking a factory away holds the thread that does it until the vaults have done with it.
 */
@Component(service = {BackendResolver.class, BackendWhiteboard.class})
public final class BackendWhiteboard implements BackendResolver {

    private static final System.Logger LOG = System.getLogger(BackendWhiteboard.class.getName());

    private final SchemeRegistry schemes = SchemeRegistry.empty();
    private final LayerRegistry layers = new LayerRegistry();

    /** By the ids of the services. */
    private final Map<Object, Registration> registrations = new ConcurrentHashMap<>();

    /** For the component runtime. */
    public BackendWhiteboard() {}

    SchemeRegistry schemeRegistry() {
        return schemes;
    }

    LayerRegistry layerRegistry() {
        return layers;
    }

    /** For the component runtime: a factory has come. Its properties count, not what it says itself. */
    @Reference(
            service = BackendFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void addFactory(BackendFactory factory, Map<String, ?> properties) {
        Set<String> served = strings(properties.get(BackendFactory.SCHEME_PROPERTY));
        if (served.isEmpty()) {
            LOG.log(Level.WARNING, "a BackendFactory service without the property {0} is left out: {1}",
                    BackendFactory.SCHEME_PROPERTY, factory.getClass().getName());
            return;
        }
        add(properties, () -> schemes.register(factory, served, ranking(properties)));
    }

    /** For the component runtime: the properties of a factory have changed. */
    public void updatedFactory(BackendFactory factory, Map<String, ?> properties) {
        update(properties, () -> addFactory(factory, properties));
    }

    /** For the component runtime: a factory goes. */
    public void removeFactory(BackendFactory factory, Map<String, ?> properties) {
        remove(properties);
    }

    /** For the component runtime: a layer has come. */
    @Reference(
            service = StoreLayer.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void addLayer(StoreLayer layer, Map<String, ?> properties) {
        if (properties.get(StoreLayer.NAME_PROPERTY) instanceof String name) {
            add(properties, () -> layers.register(name, layer, ranking(properties)));
        } else {
            LOG.log(Level.WARNING, "a StoreLayer service without the property {0} is left out: {1}",
                    StoreLayer.NAME_PROPERTY, layer.getClass().getName());
        }
    }

    /** For the component runtime: the properties of a layer have changed. */
    public void updatedLayer(StoreLayer layer, Map<String, ?> properties) {
        update(properties, () -> addLayer(layer, properties));
    }

    /** For the component runtime: a layer goes. */
    public void removeLayer(StoreLayer layer, Map<String, ?> properties) {
        remove(properties);
    }

    private void add(Map<String, ?> properties, Supplier<Registration> registering) {
        try {
            registrations.put(properties.get(Constants.SERVICE_ID), registering.get());
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "a service is left out: " + e.getMessage());
        }
    }

    /** What stays goes on without a gap. */
    private void update(Map<String, ?> properties, Runnable adding) {
        Registration before = registrations.remove(properties.get(Constants.SERVICE_ID));
        adding.run();
        if (before != null) {
            before.close();
        }
    }

    private void remove(Map<String, ?> properties) {
        Registration registration = registrations.remove(properties.get(Constants.SERVICE_ID));
        if (registration != null) {
            registration.close();
        }
    }

    private static int ranking(Map<String, ?> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
    }

    /** A property that may be one string or several. */
    private static Set<String> strings(Object value) {
        if (value instanceof String one) {
            return Set.of(one);
        }
        Set<String> several = new LinkedHashSet<>();
        if (value instanceof String[] array) {
            several.addAll(List.of(array));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(each -> several.add(String.valueOf(each)));
        }
        return several;
    }

    @Override
    public FileBackend open(String uri) {
        return schemes.open(uri);
    }

    @Override
    public List<Scheme> schemes() {
        return schemes.schemes();
    }
}
