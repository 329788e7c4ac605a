package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.vault.DuplicateVaultException;
import io.foundry9.filebackend.vault.VaultEvent;
import io.foundry9.filebackend.vault.VaultManager;
import java.nio.file.FileSystemNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where a provider that Java makes finds vaults by their names. A registry is in it from when it is entered until it is
 * taken out or closed, and so are the file systems of its vaults. Guarded by its own monitor, under which only questions
 * are asked of registries.
 */
final class VaultTable {

    /** The one that Java's provider asks. */
    static final VaultTable INSTALLED = new VaultTable();

    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        private final VaultManager vaults;
        private final Map<String, VaultFileSystem> fileSystems = new HashMap<>();

        Entry(VaultManager vaults) {
            this.vaults = vaults;
        }
    }

    Registration enter(VaultManager vaults) {
        Entry entry = new Entry(vaults);
        synchronized (this) {
            checkNew(vaults);
            entries.add(entry);
        }
        Registration events = vaults.addListener(event -> follow(entry, event));
        Registration closing = vaults.onClose(() -> leave(entry));
        return () -> {
            leave(entry);
            closing.close();
            events.close();
        };
    }

    private void checkNew(VaultManager vaults) {
        for (Entry entry : entries) {
            if (entry.vaults == vaults) {
                throw new IllegalArgumentException("this registry has been entered already");
            }
            for (String name : vaults.names()) {
                if (entry.vaults.exists(name)) {
                    throw new DuplicateVaultException(name);
                }
            }
        }
    }

    private synchronized void leave(Entry entry) {
        entries.remove(entry);
        entry.fileSystems.clear();
    }

    private synchronized void follow(Entry entry, VaultEvent event) {
        if (event.type() == VaultEvent.Type.REMOVED) {
            entry.fileSystems.remove(event.vault().name());
        }
    }

    /**
     * @throws FileSystemNotFoundException there is no such vault
     * @throws DuplicateVaultException two registries have come to have one
     */
    synchronized VaultFileSystem fileSystem(String name, VaultFileSystemProvider provider) {
        List<Entry> having = entries.stream().filter(entry -> entry.vaults.exists(name)).toList();
        if (having.size() > 1) {
            throw new DuplicateVaultException(name);
        }
        FileBackend handle = having.isEmpty() ? null : having.get(0).vaults.find(name).orElse(null);
        if (handle == null) {
            throw unknown(name);
        }
        return having.get(0).fileSystems.compute(name, (same, old) -> old != null && old.isOpen() && old.isOver(handle)
                ? old
                : new VaultFileSystem(provider, handle, name));
    }

    private FileSystemNotFoundException unknown(String name) {
        TreeSet<String> known = new TreeSet<>();
        entries.forEach(entry -> known.addAll(entry.vaults.names()));
        return new FileSystemNotFoundException("there is no vault '" + name + "'; known are "
                + (known.isEmpty() ? "none (has a registry been entered?)" : String.join(", ", known)));
    }
}
