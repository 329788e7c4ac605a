package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.extras.OptionalParts.Offer;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers each part of the platform that may be missing what we have for it. The component runtime looks at this class
 * alone, which names no type of theirs; a component for each would be an error in its log where a type is missing.
 */
@Component(service = {}, immediate = true)
public final class PlatformExtras {

    private final OptionalParts parts;

    /** For the component runtime. */
    @Activate
    public PlatformExtras(BundleContext context, @Reference VaultRegistry registry,
            @Reference BackendResolver resolver) {
        // Not by method references: those load their class when they are made.
        parts = new OptionalParts(context, PlatformExtras.class.getClassLoader(), List.of(
                new Offer("org.osgi.service.event.EventAdmin", () -> new EventPosting(context, registry)),
                new Offer("org.apache.felix.hc.api.HealthCheck", () -> new HealthChecks(context, registry)),
                new Offer("org.apache.felix.inventory.InventoryPrinter",
                        () -> new InventoryPart(context, registry, resolver))));
    }

    /** For the component runtime. */
    @Deactivate
    public void stop() {
        parts.close();
    }
}
