package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was to be kept, and makes it a vault at once. */
final class FakeConfigurations implements VaultConfigurations {

    final Map<String, VaultOptions> kept = new LinkedHashMap<>();
    private final VaultManager vaults;

    FakeConfigurations(VaultManager vaults) {
        this.vaults = vaults;
    }

    @Override
    public void add(String name, String uri, VaultOptions options) {
        vaults.register(name, uri, options);
        kept.put(name, options);
    }

    @Override
    public void remove(String name) {
        vaults.unregister(name);
        kept.remove(name);
    }

    @Override
    public void loadAll() {
        // there is no folder
    }
}
