package io.foundry9.filebackend.core;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.ReservedNames;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.charset.StandardCharsets;

/** What a path must be before a store hears of it. Immutable. */
final class PathRules {

    private final ReservedNames reserved;
    private final int longest;

    PathRules(Store store) {
        this.reserved = ReservedNames.of(store.reservedNames());
        this.longest = store.capabilities().longestPath();
    }

    /** Any path, the root included. */
    StorePath parse(String path) {
        StorePath parsed = StorePath.parse(path);
        reserved.firstIn(parsed).ifPresent(name -> {
            throw new InvalidOperationException(Reason.RESERVED_NAME, parsed.toString(),
                    "the name '" + name + "' is reserved for the backend's own files");
        });
        if (parsed.toString().length() > longest / 4
                && parsed.toString().getBytes(StandardCharsets.UTF_8).length > longest) {
            throw new InvalidOperationException(Reason.INVALID_PATH, parsed.toString(),
                    "the path is longer than this backend's " + longest + " bytes of UTF-8");
        }
        return parsed;
    }

    /** A path that may be created, written, moved or deleted. */
    StorePath parseEntry(String path) {
        StorePath parsed = parse(path);
        if (parsed.isRoot()) {
            throw new InvalidOperationException(Reason.IS_ROOT, "",
                    "the root itself cannot be created, written, moved or deleted");
        }
        return parsed;
    }

    /** Whether a name in a listing is one of the store's own. */
    boolean isHidden(String name) {
        return reserved.matches(name);
    }
}
