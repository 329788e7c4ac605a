/** The commands vault:* for Gogo. */
module io.foundry9.filebackend.shell {
    requires io.foundry9.filebackend;
    requires io.foundry9.filebackend.compat;
    requires static osgi.annotation;
    requires static osgi.core;
    requires static org.osgi.service.component.annotations;
    requires static org.apache.felix.gogo.runtime;
}
