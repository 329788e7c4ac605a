package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.CodePointOrder;
import io.foundry9.filebackend.spi.StorePath;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Two directories side by side: what lies at the same path below them. Both are walked once, and nothing is gathered. */
final class Pairs {

    private final Place first;
    private final Place second;

    /**
     * What there is at one path; at least one of the two.
     *
     * @param path seen from the two directories
     */
    record Pair(StorePath path, Optional<FileInfo> first, Optional<FileInfo> second) {

        boolean areDirectories() {
            return first.filter(FileInfo::isDirectory).isPresent() && second.filter(FileInfo::isDirectory).isPresent();
        }

        /** Whether one is a directory, and the other is something else. */
        boolean clash() {
            return first.isPresent() && second.isPresent()
                    && first.get().isDirectory() != second.get().isDirectory();
        }
    }

    Pairs(Place first, Place second) {
        this.first = first;
        this.second = second;
    }

    /** In the order of a walk: a directory before what is inside it. Where nothing is, nothing is inside it. */
    void forEach(Consumer<Pair> action) {
        first.ask(one -> {
            try (Stream<FileInfo> here = walk(first)) {
                second.ask(two -> {
                    try (Stream<FileInfo> there = walk(second)) {
                        merge(new Side(here, first), new Side(there, second), action);
                    }
                    return null;
                });
            }
            return null;
        });
    }

    private static Stream<FileInfo> walk(Place top) {
        return top.lookUp().isEmpty() ? Stream.empty() : top.backend().walk(top.canonical());
    }

    private static void merge(Side here, Side there, Consumer<Pair> action) {
        while (here.info != null || there.info != null) {
            int order = here.info == null ? 1 : there.info == null ? -1 : compare(here.path, there.path);
            Pair pair = new Pair(order <= 0 ? here.path : there.path,
                    order <= 0 ? Optional.of(here.info) : Optional.empty(),
                    order >= 0 ? Optional.of(there.info) : Optional.empty());
            if (order <= 0) {
                here.advance();
            }
            if (order >= 0) {
                there.advance();
            }
            action.accept(pair);
        }
    }

    /** As walks are ordered: segment by segment. */
    private static int compare(StorePath one, StorePath other) {
        List<String> mine = one.segments();
        List<String> theirs = other.segments();
        for (int i = 0; i < mine.size() && i < theirs.size(); i++) {
            int order = CodePointOrder.compare(mine.get(i), theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.size(), theirs.size());
    }

    /** One walk, and where it is. */
    private static final class Side {
        private final Iterator<FileInfo> walk;
        private final Place top;
        private FileInfo info;
        private StorePath path;

        Side(Stream<FileInfo> walk, Place top) {
            this.walk = walk.iterator();
            this.top = top;
            advance();
        }

        void advance() {
            info = walk.hasNext() ? walk.next() : null;
            path = info == null ? null : top.at(info.path()).below(top);
        }
    }
}
