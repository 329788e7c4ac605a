package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultEvent;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultState;
import java.lang.System.Logger.Level;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Publishes each vault as a {@link FileBackend} service with its name, from the moment it is registered until it is
 * unregistered, however it stands meanwhile. Events are only a hint to look: what is published is what the registry says.
 * Services are published and taken back by one thread at a time, without a lock that others wait for.
 */
final class VaultServices implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(VaultServices.class.getName());

    static final String NAME = "vault.name";
    static final String SCHEME = "vault.scheme";
    static final String CAPABILITIES = "backend.capabilities";

    private final BundleContext context;
    private final VaultManager vaults;
    private final Map<String, Published> published = new HashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Registration listening;
    private volatile boolean closed;

    /** A service, with the handle and the properties that it was published with. */
    private record Published(FileBackend handle, ServiceRegistration<?> service, Map<String, Object> properties) {}

    VaultServices(BundleContext context, VaultManager vaults) {
        this.context = context;
        this.vaults = vaults;
        listening = vaults.addListener(this::look);
        lookAtAll();
    }

    private void look(VaultEvent event) {
        lookAtAll();
    }

    /** Whoever comes while another looks makes that one look once more. */
    private void lookAtAll() {
        if (pending.getAndIncrement() > 0) {
            return;
        }
        try {
            int seen;
            do {
                seen = pending.get();
                reconcileQuietly();
            } while (!pending.compareAndSet(seen, 0));
        } catch (RuntimeException | Error e) {
            pending.set(0); // or nobody would ever look again
            throw e;
        }
    }

    private void reconcileQuietly() {
        try {
            reconcile();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the bundle is being stopped; the framework takes its services back", e);
        }
    }

    private void reconcile() {
        if (closed) {
            published.values().forEach(each -> each.service().unregister());
            published.clear();
            return;
        }
        published.entrySet().removeIf(entry -> {
            boolean gone = vaults.find(entry.getKey()).orElse(null) != entry.getValue().handle();
            if (gone) {
                entry.getValue().service().unregister();
            }
            return gone;
        });
        vaults.names().forEach(this::publish);
    }

    private void publish(String name) {
        Optional<FileBackend> found = vaults.find(name);
        if (found.isEmpty()) {
            return;
        }
        FileBackend handle = found.get();
        Map<String, Object> properties = properties(name, handle);
        Published before = published.get(name);
        if (before == null) {
            ServiceRegistration<?> service =
                    context.registerService(FileBackend.class, handle, dictionary(properties));
            published.put(name, new Published(handle, service, properties));
        } else if (!before.properties().equals(properties)) {
            before.service().setProperties(dictionary(properties));
            published.put(name, new Published(handle, before.service(), properties));
        }
    }

    private Map<String, Object> properties(String name, FileBackend handle) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(NAME, name);
        try {
            VaultInfo info = vaults.info(name);
            info.scheme().ifPresent(scheme -> properties.put(SCHEME, scheme));
            if (info.state() == VaultState.ACTIVE) {
                properties.put(CAPABILITIES,
                        handle.capabilities().features().stream().map(Feature::name).sorted().toList());
            }
        } catch (UnknownVaultException | FileBackendException e) {
            return properties; // it changes just now, and there will be another look
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "the backend of vault '" + name + "' cannot say what it can do", e);
        }
        return properties;
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> properties) {
        Dictionary<String, Object> dictionary = new Hashtable<>(properties);
        if (properties.get(CAPABILITIES) instanceof List<?> names) {
            dictionary.put(CAPABILITIES, names.toArray(String[]::new));
        }
        return dictionary;
    }

    @Override
    public void close() {
        listening.close();
        closed = true;
        lookAtAll();
    }
}
