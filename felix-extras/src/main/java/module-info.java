/** Vaults for EventAdmin, Felix Health Checks and Felix Inventory, as far as these are there. For OSGi alone. */
module io.foundry9.filebackend.extras {
    requires io.foundry9.filebackend;
    requires io.foundry9.filebackend.compat;
    requires static osgi.annotation;
    requires static osgi.core;
    requires static org.osgi.service.component.annotations;
    requires static org.osgi.service.event;
    requires static org.apache.felix.healthcheck.api;
    requires static org.apache.felix.inventory;
}
