package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.vault.DuplicateVaultException;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;

/**
 * Keeps vaults as their configurations say. It is told of changes while they are made, on the thread that makes them, so
 * whoever has updated a configuration finds the vault. Events are only a hint to look: what counts is what the
 * configuration service holds. One thread at a time looks, under this object's monitor; backends are opened elsewhere.
 *
 * <p>It is no {@code ManagedServiceFactory}: that is told later, on a thread of the service, and not of what FileInstall
 * makes of a file with {@code ~} in its name.
 */
final class ConfiguredVaults implements SynchronousConfigurationListener {

    private static final System.Logger LOG = System.getLogger(ConfiguredVaults.class.getName());

    private final ConfigurationAdmin admin;
    private final VaultManager vaults;

    /** A configuration as it was when it was listed. */
    record Known(String pid, Dictionary<String, Object> properties, Configuration configuration) {

        /** The vault that it is about; nothing where that is said nowhere. */
        Optional<String> vault() {
            return VaultPid.vaultOf(pid, properties);
        }

        /** Nothing where it was deleted meanwhile, or has only just been made and says nothing yet. */
        static Optional<Known> of(Configuration configuration) {
            try {
                String pid = configuration.getPid();
                return Optional.ofNullable(configuration.getProperties())
                        .map(properties -> new Known(pid, properties, configuration));
            } catch (IllegalStateException e) {
                return Optional.empty();
            }
        }
    }

    ConfiguredVaults(ConfigurationAdmin admin, VaultManager vaults) {
        this.admin = admin;
        this.vaults = vaults;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String pid = event.getPid();
        if (!VaultPid.mayBeVault(pid)) {
            return;
        }
        String deleted = event.getType() == ConfigurationEvent.CM_DELETED ? pid : null;
        Optional<String> vault = VaultPid.vaultOf(pid);
        if (vault.isPresent()) {
            look(vault.get(), deleted);
        } else {
            lookAtAll(deleted);
            if (deleted == null) {
                warnIfNameless(pid);
            }
        }
    }

    private void warnIfNameless(String pid) {
        boolean nameless = configurations().stream()
                .anyMatch(each -> each.pid().equals(pid) && each.vault().isEmpty());
        if (nameless) {
            LOG.log(Level.WARNING,
                    "the configuration ''{0}'' is left out: a vault is named as in ''{1}'', or by the property {2}",
                    pid, VaultPid.FACTORY + "~NAME", VaultPid.NAME_KEY);
        }
    }

    /** Looks at all configurations, and at all vaults that should have one. */
    void lookAtAll() {
        lookAtAll(null);
    }

    private synchronized void lookAtAll(String except) {
        Set<String> names = new TreeSet<>(vaults.configuredNames());
        configurations().forEach(each -> each.vault().ifPresent(names::add));
        names.forEach(name -> look(name, except));
    }

    /** @param except the one that is just being deleted, but may still be listed */
    private synchronized void look(String vault, String except) {
        try {
            Optional<Dictionary<String, Object>> found = of(vault).stream()
                    .filter(each -> !each.pid().equals(except))
                    .map(Known::properties)
                    .findFirst();
            if (found.isPresent()) {
                apply(vault, found.get());
            } else {
                vaults.withdraw(vault);
            }
        } catch (DuplicateVaultException e) {
            LOG.log(Level.WARNING, "the configuration of vault ''{0}'' has no effect: the name is taken", vault);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the platform is being stopped", e);
        }
    }

    private void apply(String vault, Dictionary<String, Object> properties) {
        VaultSettings settings;
        try {
            settings = VaultSettings.of(properties);
        } catch (IllegalArgumentException e) {
            vaults.misconfigure(vault, e.getMessage());
            return;
        }
        vaults.configure(vault, settings.uri(), settings.options());
    }

    /** The configurations of a vault, sorted; more than one only where two files stand for the same vault. */
    List<Known> of(String vault) {
        return configurations().stream()
                .filter(each -> each.vault().filter(vault::equals).isPresent())
                .sorted(Comparator.comparing(Known::pid))
                .toList();
    }

    List<Known> configurations() {
        try {
            Configuration[] found = admin.listConfigurations(VaultPid.FILTER);
            return found == null ? List.of() : Stream.of(found).flatMap(each -> Known.of(each).stream()).toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the configurations cannot be listed", e);
            return List.of();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
