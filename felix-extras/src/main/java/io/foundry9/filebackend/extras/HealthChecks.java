package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.util.Hashtable;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** One health check for each vault, from when the vault is a service until it is none any more, however it stands. */
final class HealthChecks
        implements OptionalParts.Part, ServiceTrackerCustomizer<FileBackend, ServiceRegistration<HealthCheck>> {

    static final String VAULT_NAME = "vault.name";

    private final BundleContext context;
    private final VaultRegistry registry;
    private final ServiceTracker<FileBackend, ServiceRegistration<HealthCheck>> vaults;

    HealthChecks(BundleContext context, VaultRegistry registry) {
        this.context = context;
        this.registry = registry;
        this.vaults = new ServiceTracker<>(context, FileBackend.class, this);
        vaults.open();
    }

    /** Anyone may publish a backend under the name of a vault: only the handles of the registry are meant. */
    @Override
    public ServiceRegistration<HealthCheck> addingService(ServiceReference<FileBackend> reference) {
        if (!(reference.getProperty(VAULT_NAME) instanceof String name)) {
            return null;
        }
        FileBackend service = context.getService(reference);
        if (service == null || registry.find(name).orElse(null) != service) {
            context.ungetService(reference);
            return null;
        }
        return context.registerService(HealthCheck.class, new VaultHealthCheck(name, registry), properties(name));
    }

    private static Hashtable<String, Object> properties(String vault) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, "F9 vault " + vault);
        properties.put(HealthCheck.TAGS, new String[] {"f9", "vault"});
        properties.put(VAULT_NAME, vault);
        return properties;
    }

    @Override
    public void modifiedService(ServiceReference<FileBackend> reference, ServiceRegistration<HealthCheck> check) {
        // its name stays, and whatever else changes the check sees itself
    }

    @Override
    public void removedService(ServiceReference<FileBackend> reference, ServiceRegistration<HealthCheck> check) {
        check.unregister();
        context.ungetService(reference);
    }

    @Override
    public void close() {
        vaults.close();
    }
}
