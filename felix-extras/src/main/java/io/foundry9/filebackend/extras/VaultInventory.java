package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultRegistry;
import io.foundry9.filebackend.vault.VaultState;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * All vaults and schemes as maps, lists, strings, numbers and truth values. Nothing is waited for, and nothing is asked
 * that lies outside this process. There is no secret in it.
 */
final class VaultInventory {

    private static final System.Logger LOG = System.getLogger(VaultInventory.class.getName());

    private final VaultRegistry registry;
    private final BackendResolver resolver;

    VaultInventory(VaultRegistry registry, BackendResolver resolver) {
        this.registry = registry;
        this.resolver = resolver;
    }

    Map<String, Object> take() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("vaults", vaults());
        all.put("schemes", resolver.schemes().stream().map(VaultInventory::scheme).toList());
        return all;
    }

    private List<Map<String, Object>> vaults() {
        List<Map<String, Object>> vaults = new ArrayList<>();
        for (String name : registry.names()) {
            try {
                vaults.add(vault(registry.info(name)));
            } catch (UnknownVaultException e) {
                LOG.log(Level.DEBUG, "removed while the vaults were listed", e);
            }
        }
        return vaults;
    }

    private Map<String, Object> vault(VaultInfo vault) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", vault.name());
        map.put("state", vault.state().name().toLowerCase(Locale.ROOT));
        vault.reason().ifPresent(reason -> map.put("reason", reason));
        vault.uri().ifPresent(uri -> map.put("uri", uri));
        vault.scheme().ifPresent(scheme -> map.put("scheme", scheme));
        map.put("persistent", vault.persistent());
        map.put("options", options(vault.options()));
        if (vault.state() == VaultState.ACTIVE) {
            addCapabilities(map, vault.name());
        }
        return map;
    }

    private static Map<String, Object> options(VaultOptions options) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lockTimeoutMillis", options.lockTimeout().toMillis());
        map.put("waitTimeoutMillis", options.waitTimeout().toMillis());
        map.put("drainTimeoutMillis", options.drainTimeout().toMillis());
        map.put("layers", options.layers());
        map.put("readOnly", options.readOnly());
        return map;
    }

    /** A backend that cannot say them, or is being replaced just now, keeps no other from being listed. */
    private void addCapabilities(Map<String, Object> map, String vault) {
        try {
            map.put("capabilities", capabilities(registry.get(vault).async().capabilities()));
        } catch (FileBackendException e) {
            map.put("problem", e.problem());
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the backend of vault '" + vault + "' cannot say what it can do", e);
            map.put("problem", "the backend cannot say what it can do: " + e.getClass().getName());
        }
    }

    private static Map<String, Object> capabilities(Capabilities can) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("features", sorted(can.features(), Enum::name));
        can.largestFile().ifPresent(size -> map.put("largestFile", size));
        map.put("longestPath", can.longestPath());
        map.put("exclusion", can.exclusion().name());
        map.put("isolation", can.isolation().name());
        map.put("knownChecksums", sorted(can.knownChecksums(), Object::toString));
        map.put("extensions", sorted(can.extensions(), Class::getSimpleName));
        return map;
    }

    private static Map<String, Object> scheme(Scheme scheme) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", scheme.name());
        map.put("parameters", scheme.parameters().stream().map(Parameter::name).toList());
        return map;
    }

    private static <T> List<String> sorted(Collection<T> items, Function<T, String> name) {
        return items.stream().map(name).sorted().toList();
    }
}
