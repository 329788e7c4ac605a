package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.vault.VaultRegistry;
import java.util.Dictionary;
import java.util.Optional;

/**
 * How the names of vaults are found in the names of configurations and of files.
 *
 * <p>A vault is the factory configuration {@code io.foundry9.filebackend.vault~NAME}, in a file of that name with
 * {@code .cfg}. FileInstall up to 3.7.4 doesn't know the {@code ~}: what it reads from such a file itself becomes a plain
 * configuration of that name, and where the name has a {@code -}, it takes the first for the separator:
 * {@code …vault~my-docs.cfg} becomes {@code …vault~my~docs}. It does know {@code …vault-NAME.cfg}. All of these mean the
 * same vault. Where somebody else has made up the name of the configuration, as Karaf and FileInstall do for
 * {@code …vault-NAME.cfg}, and consoles do, the vault is named by the property {@link #NAME_KEY}, or as the file is.
 */
final class VaultPid {

    /** The factory of all vaults. */
    static final String FACTORY = "io.foundry9.filebackend.vault";

    private static final String PREFIX = FACTORY + "~";
    private static final String SUFFIX = ".cfg";
    private static final String JSON_SUFFIX = ".cfg.json";

    /** The property that names a vault whose configuration has a name that says nothing. */
    static final String NAME_KEY = "vault.name";
    /** Where FileInstall, or somebody in its stead, notes which file it has made a configuration of. */
    static final String FILE_KEY = "felix.fileinstall.filename";

    /** Finds every configuration that may be a vault. */
    static final String FILTER = "(service.pid=" + FACTORY + "*)";

    private VaultPid() {}

    /** Whether a configuration may be about a vault, and not just about something whose name begins alike. */
    static boolean mayBeVault(String pid) {
        return pid.startsWith(FACTORY)
                && (pid.length() == FACTORY.length() || "~.-".indexOf(pid.charAt(FACTORY.length())) >= 0);
    }

    /** The name of the vault that a configuration is about. */
    static Optional<String> vaultOf(String pid) {
        return pid.startsWith(PREFIX) ? name(pid.substring(PREFIX.length()).replace('~', '-')) : Optional.empty();
    }

    /** The name of the vault that a configuration is about, with what it says. */
    static Optional<String> vaultOf(String pid, Dictionary<String, ?> properties) {
        if (pid.startsWith(PREFIX)) {
            return vaultOf(pid);
        }
        if (!mayBeVault(pid)) {
            return Optional.empty();
        }
        if (properties.get(NAME_KEY) instanceof String given && !given.isBlank()) {
            return name(given.strip());
        }
        return properties.get(FILE_KEY) instanceof String file
                ? vaultOfFile(file.substring(file.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    /** The name of the vault that a file is about. */
    static Optional<String> vaultOfFile(String file) {
        if (!isVaultFile(file)) {
            return Optional.empty();
        }
        String suffix = file.endsWith(JSON_SUFFIX) ? JSON_SUFFIX : SUFFIX;
        return name(file.substring(PREFIX.length(), file.length() - suffix.length()));
    }

    /** Whether a file is meant to be a vault, though its name may be none. */
    static boolean isVaultFile(String file) {
        return (file.startsWith(PREFIX) || file.startsWith(FACTORY + "-"))
                && (file.endsWith(SUFFIX) || file.endsWith(JSON_SUFFIX));
    }

    private static Optional<String> name(String text) {
        return VaultRegistry.NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** The file in which we write a vault. */
    static String fileOf(String vault) {
        return PREFIX + vault + SUFFIX;
    }

    /** The file in which FileInstall would know a vault by itself. */
    static String otherFileOf(String vault) {
        return FACTORY + "-" + vault + SUFFIX;
    }
}
