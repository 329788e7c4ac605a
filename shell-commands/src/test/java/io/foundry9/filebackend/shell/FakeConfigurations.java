package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.vault.SwapReport;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was to be kept, and makes it a vault at once. */
final class FakeConfigurations implements VaultConfigurations {

    final Map<String, VaultOptions> kept = new LinkedHashMap<>();
    final Map<String, String> swapped = new LinkedHashMap<>();
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
    public void swap(String name, String uri) {
        vaults.swap(name, uri);
        swapped.put(name, uri);
    }

    @Override
    public SwapReport swapWithContent(String name, String uri, ProgressListener progress) {
        SwapReport report = vaults.swapWithContent(name, uri, progress);
        swapped.put(name, uri);
        return report;
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
