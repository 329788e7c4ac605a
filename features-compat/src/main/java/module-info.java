/** Named vaults (registry, handles that stay valid, context), and the ways from and to {@code java.nio.file}. */
module io.foundry9.filebackend.compat {
    requires transitive io.foundry9.filebackend;
    requires static osgi.annotation;
    requires static osgi.core;
    requires static org.osgi.service.component.annotations;
    requires static org.osgi.service.metatype.annotations;
    requires static org.osgi.service.cm;

    exports io.foundry9.filebackend.compat;
    exports io.foundry9.filebackend.vault;

    provides java.nio.file.spi.FileSystemProvider
            with io.foundry9.filebackend.compat.VaultFileSystemProvider;
}
