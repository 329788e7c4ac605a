package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultEvent;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Makes vaults of configurations, and configurations of files. When the configuration service goes, the vaults stay as
 * they are. {@link VaultConfigurations} is there only when all files have been read; what is in them may still be being
 * opened.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = VaultPid.FACTORY,
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = VaultConfiguration.class, factory = true)
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>='io.foundry9.filebackend.vault.VaultConfigurations'"},
        effective = "active")
public final class VaultConfigurationsComponent {

    private static final System.Logger LOG = System.getLogger(VaultConfigurationsComponent.class.getName());

    /** FileInstall's own property, and its default. */
    private static final String ENCODING_PROPERTY = "felix.fileinstall.configEncoding";

    private static final String DEFAULT_ENCODING = "ISO-8859-1";

    /** What there is to take back, the last first. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    /** For the component runtime. */
    @Activate
    public VaultConfigurationsComponent(BundleContext context, @Reference ConfigurationAdmin admin,
            @Reference VaultRegistryComponent registry) {
        VaultManager vaults = registry.manager();
        ConfiguredVaults configured = new ConfiguredVaults(admin, vaults);
        PersistentVaults persistent = new PersistentVaults(admin, configured, vaults, folder(context));
        try {
            ends.push(vaults.addListener(event -> log(event, persistent, vaults))::close);
            load(persistent);
            ends.push(context.registerService(SynchronousConfigurationListener.class, configured, null)::unregister);
            configured.lookAtAll();
            ends.push(context.registerService(VaultConfigurations.class, persistent, null)::unregister);
        } catch (RuntimeException e) {
            stop(); // what has not come to life is not stopped by anybody else
            throw e;
        }
    }

    /** Whoever adds a vault is told why it fails; all others find it here. */
    private static void log(VaultEvent event, PersistentVaults persistent, VaultRegistry vaults) {
        VaultInfo vault = event.vault();
        if (event.type() == VaultEvent.Type.FAILED
                && !persistent.isAdding(vault.name())
                && vaults.exists(vault.name())) { // else it was taken back meanwhile
            LOG.log(Level.WARNING, "vault ''{0}'' could not be opened: {1}", vault.name(), vault.reason().orElse(""));
        }
    }

    private static void load(PersistentVaults persistent) {
        try {
            persistent.loadAll();
        } catch (FileBackendException e) {
            LOG.log(Level.ERROR, e.getMessage());
        }
    }

    private static Optional<VaultFolder> folder(BundleContext context) {
        return Optional.ofNullable(context.getProperty(VaultConfigurations.FOLDER_PROPERTY))
                .map(folder -> new VaultFolder(Path.of(folder), encoding(context), name -> property(context, name)));
    }

    private static Charset encoding(BundleContext context) {
        String given = context.getProperty(ENCODING_PROPERTY);
        return Charset.forName(given == null ? DEFAULT_ENCODING : given);
    }

    /** As FileInstall looks names up. The framework's own properties include those of the system. */
    private static String property(BundleContext context, String name) {
        return name.startsWith("env:")
                ? System.getenv(name.substring("env:".length()))
                : context.getProperty(name);
    }

    /** For the component runtime. */
    @Deactivate
    public void stop() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
