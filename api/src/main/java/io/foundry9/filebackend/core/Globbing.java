package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.Glob;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.CodePointOrder;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what matches a pattern: starts below the pattern's fixed prefix, and reads only directories that can match. */
final class Globbing {

    private final Store store;
    private final PathRules paths;
    private final Walking walking;

    Globbing(Store store, PathRules paths, Walking walking) {
        this.store = store;
        this.paths = paths;
        this.walking = walking;
    }

    List<String> glob(Glob glob, GlobOption... options) throws IOException {
        Search search = new Search(glob, Arrays.asList(options));
        search.run();
        search.found.sort(CodePointOrder.COMPARATOR);
        return List.copyOf(search.found);
    }

    /** One call's work. */
    private final class Search {

        private final Glob glob;
        private final boolean directories;
        private final boolean files;
        private final List<String> found = new ArrayList<>();
        private final Deque<Pending> pending = new ArrayDeque<>();

        /** A directory that is still to be read. */
        private record Pending(StorePath directory, Glob.Cursor cursor) {
        }

        Search(Glob glob, List<GlobOption> options) {
            this.glob = glob;
            this.files = !options.contains(GlobOption.DIRECTORIES_ONLY);
            this.directories = !files || options.contains(GlobOption.INCLUDE_DIRECTORIES);
        }

        void run() throws IOException {
            Optional<StorePath> start = start();
            if (start.isEmpty()) {
                return;
            }
            if (store.capabilities().has(Feature.DEEP_LISTING)) {
                matchAll(start.get());
                return;
            }
            while (!pending.isEmpty()) {
                Pending next = pending.pop();
                read(next.directory, next.cursor);
            }
        }

        /** Where to begin, unless nothing can be there; a link on the way is not descended, as it isn't elsewhere. */
        private Optional<StorePath> start() throws IOException {
            StorePath prefix;
            try {
                prefix = paths.parse(glob.fixedPrefix());
            } catch (InvalidOperationException e) {
                return Optional.empty(); // no path can have this prefix
            }
            StorePath path = StorePath.ROOT;
            Glob.Cursor cursor = glob.start();
            for (String segment : prefix.segments()) {
                path = path.resolve(segment);
                cursor = cursor.into(segment);
                Optional<FileInfo> info = store.stat(path, Store.Detail.BASIC);
                if (info.isEmpty()) {
                    return Optional.empty();
                }
                if (!info.get().isDirectory()) {
                    if (path.equals(prefix)) {
                        offer(path.toString(), info.get().type(), cursor.matches());
                    }
                    return Optional.empty();
                }
            }
            enter(path, cursor);
            offer(path.toString(), FileType.DIRECTORY, cursor.matches());
            return Optional.of(path);
        }

        private void matchAll(StorePath start) throws IOException {
            try (Stream<FileInfo> below = walking.walk(start)) {
                below.forEach(info -> offer(info.path(), info.type(), glob.matches(info.path())));
            }
        }

        private void read(StorePath directory, Glob.Cursor cursor) throws IOException {
            List<Child> children;
            try {
                children = store.children(directory);
            } catch (NotFoundException e) {
                return; // it vanished meanwhile
            }
            String prefix = directory.isRoot() ? "" : directory + "/";
            for (Child child : children) {
                if (paths.isHidden(child.name())) {
                    continue;
                }
                if (child.isDirectory()) {
                    Glob.Cursor below = cursor.into(child.name());
                    offer(prefix + child.name(), FileType.DIRECTORY, below.matches());
                    if (below.canMatchBelow()) {
                        enter(directory.resolve(child.name()), below);
                    }
                } else if (files && cursor.matchesChild(child.name())) {
                    found.add(prefix + child.name());
                }
            }
        }

        private void enter(StorePath directory, Glob.Cursor cursor) {
            if (cursor.canMatchBelow()) {
                pending.push(new Pending(directory, cursor));
            }
        }

        private void offer(String path, FileType type, boolean matches) {
            if (matches && (type == FileType.DIRECTORY ? directories : files)) {
                found.add(path);
            }
        }
    }
}
