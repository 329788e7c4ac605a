package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A move from one vault to another: everything is noted, copied, and removed where it was; nothing is removed unless all
 * has arrived, and what is not as it was noted stays. For one thread.
 */
final class Relocation {

    private final Place source;
    private final Place target;
    private final Call call;
    private final Map<String, Optional<String>> versions = new HashMap<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> directories = new ArrayList<>();

    Relocation(Place source, Place target, Call call) {
        this.source = source;
        this.target = target;
        this.call = call;
    }

    void run(FileInfo top) {
        note(top);
        if (top.isDirectory()) {
            moveTree();
        } else {
            new FileTransfer(call).copy(source, target);
        }
        removeSource();
    }

    private void moveTree() {
        if (target.lookUp().isPresent()) {
            throw new CommandFailure(target + ": exists already; choose another name, or copy with vault:cp -r");
        }
        source.ask(backend -> {
            try (Stream<FileInfo> below = backend.walk(source.canonical())) {
                below.forEachOrdered(this::note);
            }
            return null;
        });
        try (TreeTransfer transfer = new TreeTransfer(source, target, call)) {
            transfer.run();
        }
    }

    private void note(FileInfo info) {
        if (info.isDirectory()) {
            directories.add(info.path());
        } else {
            files.add(info.path());
            versions.put(info.path(), info.version());
        }
    }

    /** Directories are removed without what may have come into them, the deepest first. */
    private void removeSource() {
        FailureLog failures = call.failures("not removed where they were");
        files.forEach(file -> failures.attempt(() -> removeFile(source.at(file))));
        for (int i = directories.size() - 1; i >= 0; i--) {
            Place directory = source.at(directories.get(i));
            failures.attempt(() -> remove(directory));
        }
        failures.finish();
    }

    private void removeFile(Place file) {
        if (!file.info().version().equals(versions.get(file.canonical()))) {
            throw new CommandFailure(file + ": was changed while it was moved; it stays, besides the copy");
        }
        remove(file);
    }

    private static void remove(Place place) {
        place.ask(backend -> {
            backend.delete(place.canonical());
            return null;
        });
    }
}
