package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultRegistry;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Owns the one registry of a framework, and so all its vaults. The registry is a service, and so is each vault. Vaults
 * outlive the configuration service and every backend; they end with this component.
 */
@Component(service = VaultRegistryComponent.class, immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>='io.foundry9.filebackend.vault.VaultRegistry'"},
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>='io.foundry9.filebackend.FileBackend'"},
        effective = "active")
public final class VaultRegistryComponent {

    private final VaultManager manager;
    private final VaultServices services;
    private final ServiceRegistration<?> registration;

    /** For the component runtime. */
    @Activate
    public VaultRegistryComponent(BundleContext context, @Reference BackendWhiteboard whiteboard) {
        manager = VaultManager.create(whiteboard.schemeRegistry(), whiteboard.layerRegistry());
        services = new VaultServices(context, manager);
        registration = context.registerService(VaultRegistry.class, manager, null);
    }

    VaultManager manager() {
        return manager;
    }

    /** For the component runtime. */
    @Deactivate
    public void stop() {
        registration.unregister();
        services.close();
        manager.close();
    }
}
