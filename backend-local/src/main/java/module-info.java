/** Files of this machine: scheme file. */
module io.foundry9.filebackend.local {
    requires io.foundry9.filebackend;
    requires io.foundry9.filebackend.localstore;
    requires static osgi.annotation;
    requires static org.osgi.service.component.annotations;

    provides io.foundry9.filebackend.spi.BackendFactory with io.foundry9.filebackend.local.LocalBackendFactory;
}
