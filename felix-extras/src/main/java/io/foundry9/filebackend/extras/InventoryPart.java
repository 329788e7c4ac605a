package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.core.Json;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.io.PrintWriter;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Prints which vaults there are, as text for people or as JSON for programs. Safe for use by many threads. */
final class InventoryPart implements OptionalParts.Part, InventoryPrinter {

    private final VaultInventory inventory;
    private final ServiceRegistration<InventoryPrinter> registration;

    InventoryPart(BundleContext context, VaultRegistry registry, BackendResolver resolver) {
        inventory = new VaultInventory(registry, resolver);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(InventoryPrinter.NAME, "f9-vaults");
        properties.put(InventoryPrinter.TITLE, "F9 vaults");
        properties.put(InventoryPrinter.FORMAT, new String[] {Format.TEXT.toString(), Format.JSON.toString()});
        registration = context.registerService(InventoryPrinter.class, this, properties);
    }

    @Override
    public void print(PrintWriter out, Format format, boolean isZip) {
        Map<String, Object> all = inventory.take();
        out.print(Format.JSON.equals(format) ? Json.of(all) : PlainText.of(all));
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
