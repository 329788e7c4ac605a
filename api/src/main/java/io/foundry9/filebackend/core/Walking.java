package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.CodePointOrder;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How directories are listed and trees walked: sorted, without the store's own files, links never followed. */
final class Walking {

    private static final Comparator<FileInfo> BY_PATH = Comparator.comparing(FileInfo::path,
            CodePointOrder.COMPARATOR);

    /** A directory before what is inside it, and siblings by name: {@code a}, {@code a/b}, {@code a.txt}. */
    private static final Comparator<FileInfo> AS_WALKED = (left, right) -> CodePointOrder
            .compare(left.path().replace('/', '\0'), right.path().replace('/', '\0'));

    private final Store store;
    private final PathRules paths;

    Walking(Store store, PathRules paths) {
        this.store = store;
        this.paths = paths;
    }

    List<FileInfo> list(StorePath directory) throws IOException {
        return store.list(directory).stream().filter(this::isVisible).sorted(BY_PATH).toList();
    }

    private boolean isVisible(FileInfo info) {
        return !paths.isHidden(info.name());
    }

    Stream<FileInfo> walk(StorePath directory) throws IOException {
        if (store.capabilities().has(Feature.DEEP_LISTING)) {
            return store.listDeep(directory).filter(this::hasVisiblePath).sorted(AS_WALKED);
        }
        return StreamSupport.stream(new Walk(list(directory)), false);
    }

    private boolean hasVisiblePath(FileInfo info) {
        return StorePath.parse(info.path()).segments().stream().noneMatch(paths::isHidden);
    }

    /** Holds the rest of each directory on the way down; a directory is read when what is inside it is asked for. */
    private final class Walk extends AbstractSpliterator<FileInfo> {

        private final Deque<Iterator<FileInfo>> levels = new ArrayDeque<>();
        private FileInfo entered;

        Walk(List<FileInfo> top) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
            levels.push(top.iterator());
        }

        @Override
        public boolean tryAdvance(Consumer<? super FileInfo> action) {
            descend();
            while (!levels.isEmpty() && !levels.peek().hasNext()) {
                levels.pop();
            }
            if (levels.isEmpty()) {
                return false;
            }
            FileInfo next = levels.peek().next();
            entered = next.isDirectory() ? next : null;
            action.accept(next);
            return true;
        }

        private void descend() {
            if (entered == null) {
                return;
            }
            StorePath directory = StorePath.parse(entered.path());
            entered = null;
            try {
                levels.push(Calls.run("walk", directory.toString(), () -> list(directory)).iterator());
            } catch (NotFoundException e) {
                levels.push(List.<FileInfo>of().iterator()); // it vanished meanwhile
            }
        }
    }
}
