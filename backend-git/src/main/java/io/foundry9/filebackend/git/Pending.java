package io.foundry9.filebackend.git;

import io.foundry9.filebackend.spi.StorePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The paths that were changed through this store and are in no commit yet. Safe for use by many threads. */
final class Pending {

    private final Set<StorePath> paths = new LinkedHashSet<>();

    synchronized void add(Collection<StorePath> changed) {
        paths.addAll(changed);
    }

    /** All, which are the caller's from now on. */
    synchronized List<StorePath> take() {
        List<StorePath> taken = new ArrayList<>(paths);
        paths.clear();
        return taken;
    }
}
