package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.vault.ContentEvent.Entry;
import io.foundry9.filebackend.vault.ContentEvent.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Tells those who listen of what was changed in one vault.
 *
 * @param vault its name
 */
record ContentTeller(String vault, Listeners<ContentListener> listeners) {

    void tell(List<Change> changes) {
        if (!listeners.isEmpty()) {
            tell(new ContentEvent(vault, changes.stream().map(ContentTeller::entry).toList()));
        }
    }

    void tellAppended(StorePath path) {
        if (!listeners.isEmpty()) {
            tell(new ContentEvent(vault, List.of(entry(Kind.WRITTEN, path))));
        }
    }

    private void tell(ContentEvent event) {
        listeners.tell(vault, listener -> listener.changed(event));
    }

    private static Entry entry(Change change) {
        if (change instanceof Change.Move move) {
            return new Entry(Kind.MOVED, move.path().toString(), Optional.of(move.from().toString()));
        }
        if (change instanceof Change.Remove) {
            return entry(Kind.REMOVED, change.path());
        }
        return entry(change instanceof Change.MakeDirectory ? Kind.DIRECTORY_MADE : Kind.WRITTEN, change.path());
    }

    private static Entry entry(Kind kind, StorePath path) {
        return new Entry(kind, path.toString(), Optional.empty());
    }
}
