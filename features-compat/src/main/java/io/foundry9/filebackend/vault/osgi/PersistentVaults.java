package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.vault.DuplicateVaultException;
import io.foundry9.filebackend.vault.SwapReport;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultRegistry;
import io.foundry9.filebackend.vault.osgi.ConfiguredVaults.Known;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ReadOnlyConfigurationException;

/**
 * Adds and removes vaults for good. Where there is a folder, the file comes first and the configuration follows it;
 * otherwise the configuration service keeps what it is told. {@link ConfiguredVaults} does the rest. Its monitor
 * keeps two threads from making the same configuration.
 */
final class PersistentVaults implements VaultConfigurations {

    private static final System.Logger LOG = System.getLogger(PersistentVaults.class.getName());
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;
    private final ConfiguredVaults configured;
    private final VaultManager vaults;
    private final Optional<VaultFolder> folder;
    private final Set<String> adding = ConcurrentHashMap.newKeySet();

    PersistentVaults(ConfigurationAdmin admin, ConfiguredVaults configured, VaultManager vaults,
            Optional<VaultFolder> folder) {
        this.admin = admin;
        this.configured = configured;
        this.vaults = vaults;
        this.folder = folder;
    }

    @Override
    public void add(String name, String uri, VaultOptions options) {
        VaultRegistry.checkName(name);
        Objects.requireNonNull(options, "options");
        String absolute = AbsoluteUri.of(uri, Path.of(""));
        vaults.checkConfigurable(absolute);
        if (!adding.add(name)) {
            throw new DuplicateVaultException(name);
        }
        try {
            write(name, new VaultSettings(absolute, options));
            awaitOpen(name);
        } finally {
            adding.remove(name);
        }
    }

    /** Whether somebody is being told how a vault fares. */
    boolean isAdding(String name) {
        return adding.contains(name);
    }

    @Override
    public void swap(String name, String uri) {
        String absolute = swappable(name, uri);
        vaults.swap(name, absolute);
        rewrite(name, absolute);
    }

    @Override
    public SwapReport swapWithContent(String name, String uri, ProgressListener progress) {
        String absolute = swappable(name, uri);
        SwapReport report = vaults.swapWithContent(name, absolute, progress);
        rewrite(name, absolute);
        return report;
    }

    private String swappable(String name, String uri) {
        if (!vaults.info(name).persistent()) {
            throw new IllegalArgumentException("it has no configuration that could say so");
        }
        String absolute = AbsoluteUri.of(uri, Path.of(""));
        vaults.checkConfigurable(absolute);
        requireWritable(name);
        return absolute;
    }

    /** Better before the vault is swapped than after. */
    private void requireWritable(String name) {
        try {
            for (Known each : configured.of(name)) {
                if (each.configuration().getAttributes().contains(ConfigurationAttribute.READ_ONLY)) {
                    throw readOnly("swap", name);
                }
                if (isOfOurFile(each) && !folder.orElseThrow().canRewrite(name)) {
                    throw failure("swap", name, new AccessDeniedException(""));
                }
            }
        } catch (IOException e) {
            throw failure("swap", name, e);
        }
    }

    /** Makes the configuration say what is the case already. */
    private synchronized void rewrite(String name, String uri) {
        try {
            for (Known each : configured.of(name)) {
                if (isOfOurFile(each)) {
                    folder.orElseThrow().rewrite(name, VaultSettings.URI, uri);
                }
                Dictionary<String, Object> properties = each.properties();
                properties.put(VaultSettings.URI, uri);
                each.configuration().updateIfDifferent(properties);
            }
        } catch (IOException | ReadOnlyConfigurationException e) {
            throw new StorageException(Kind.IO, "",
                    "the vault '" + name + "' was swapped, but its configuration could not"
                            + " be changed; write uri = " + uri + " there, or the vault is what it was after a restart",
                    null)
                    .during("swap");
        } catch (IllegalStateException e) {
            throw new UnknownVaultException(name, vaults.names()); // somebody has just removed it
        }
    }

    private static StorageException readOnly(String operation, String name) {
        StorageException failure = new StorageException(
                Kind.IO, "", "the configuration of vault '" + name + "' is read-only", null);
        return (StorageException) failure.during(operation);
    }

    private void awaitOpen(String name) {
        boolean open = false;
        try {
            vaults.requireOpen(name);
            open = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Kind.INTERRUPTED, "", "interrupted while the vault was being opened", null)
                    .during("add");
        } finally {
            if (!open) {
                takeBack(name);
            }
        }
    }

    private synchronized void write(String name, VaultSettings settings) {
        if (vaults.exists(name) || !configured.of(name).isEmpty()) {
            throw new DuplicateVaultException(name);
        }
        try {
            Hashtable<String, Object> properties = new Hashtable<>(settings.toMap());
            if (folder.isPresent()) {
                properties.put(VaultPid.FILE_KEY, VaultFolder.keyOf(folder.get().add(name, settings)));
            }
            update(name, properties);
        } catch (IOException e) {
            throw failure("add", name, e);
        }
    }

    private void update(String name, Dictionary<String, Object> properties) throws IOException {
        boolean done = false;
        try {
            configuration(name).updateIfDifferent(properties);
            done = true;
        } finally {
            if (!done) {
                takeBack(name);
            }
        }
    }

    /** The one that there is, whoever made it, or a new one. */
    private Configuration configuration(String name) throws IOException {
        List<Known> found = configured.of(name);
        return found.isEmpty()
                ? admin.getFactoryConfiguration(VaultPid.FACTORY, name, ANY_LOCATION)
                : found.get(0).configuration();
    }

    private void takeBack(String name) {
        try {
            delete(name);
        } catch (IOException | ReadOnlyConfigurationException e) {
            LOG.log(Level.WARNING, "the configuration of vault ''{0}'' could not be taken back", name);
        }
    }

    @Override
    public synchronized void remove(String name) {
        boolean registered = vaults.exists(name);
        if (registered && !vaults.info(name).persistent()) {
            throw new IllegalArgumentException(
                    "the vault '" + name
                            + "' has no configuration; it lasts until it is unregistered, or this process ends");
        }
        try {
            if (!delete(name) && !registered) {
                throw new UnknownVaultException(name, vaults.names());
            }
            vaults.withdraw(name);
        } catch (IOException e) {
            throw failure("remove", name, e);
        } catch (ReadOnlyConfigurationException e) {
            throw readOnly("remove", name);
        }
    }

    /** The file goes first: as long as it is there, it is the truth. */
    private boolean delete(String name) throws IOException {
        boolean deleted = folder.isPresent() && folder.get().remove(name);
        for (Known each : configured.of(name)) {
            delete(each.configuration());
            deleted = true;
        }
        return deleted;
    }

    private static void delete(Configuration configuration) throws IOException {
        try {
            configuration.delete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "somebody else has deleted it", e);
        }
    }

    @Override
    public synchronized void loadAll() {
        if (folder.isEmpty()) {
            return;
        }
        try {
            Map<String, VaultFolder.CfgFile> files = folder.get().readAll();
            for (Map.Entry<String, VaultFolder.CfgFile> file : files.entrySet()) {
                load(file.getKey(), file.getValue());
            }
            for (Known each : configured.configurations()) {
                if (isOfMissingFile(each, files)) {
                    delete(each.configuration());
                }
            }
        } catch (IOException e) {
            throw failure("load", "*", e);
        }
    }

    private void load(String name, VaultFolder.CfgFile file) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(file.values());
        properties.put(VaultPid.FILE_KEY, file.key());
        try {
            configuration(name).updateIfDifferent(properties);
        } catch (ReadOnlyConfigurationException e) {
            LOG.log(Level.WARNING, "the configuration of vault ''{0}'' is read-only, whatever its file says", name);
        }
    }

    private boolean isOfMissingFile(Known configuration, Map<String, VaultFolder.CfgFile> files) {
        return isOfOurFile(configuration) && configuration.vault().filter(files::containsKey).isEmpty();
    }

    private boolean isOfOurFile(Known configuration) {
        return folder.isPresent() && configuration.properties().get(VaultPid.FILE_KEY) instanceof String key
                && folder.get().owns(key);
    }

    /** In words that don't tell where on the host it is. */
    private static FileBackendException failure(String operation, String name, IOException failure) {
        String reason = failure.getMessage();
        if (failure instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (failure instanceof FileSystemException system) {
            reason = system.getReason() == null ? failure.getClass().getSimpleName() : system.getReason();
        }
        return new StorageException(
                Kind.IO, "", "the configuration of vault '" + name + "' cannot be accessed: " + reason, null)
                .during(operation);
    }
}
