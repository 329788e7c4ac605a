package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Copies a file or a tree within a store: everything is staged first, then published as one list. */
final class TreeCopy {

    private final Store store;
    private final Walking walking;

    TreeCopy(Store store, Walking walking) {
        this.store = store;
        this.walking = walking;
    }

    /** One file, without its bytes passing through this process. */
    FileInfo copyNatively(StorePath from, StorePath to, FileInfo source, WriteSettings settings, Writing writing)
            throws IOException {
        try (Staging staging = store.stageCopy(from, request(to, source, settings))) {
            settings.progress().progressed(staging.size(), OptionalLong.of(staging.size()));
            return writing.put(to, staging, settings, Rules::create);
        }
    }

    /** Puts a copy of a file or a tree aside; fails early if the target will not take it. */
    Staged stage(StorePath from, StorePath to, FileInfo source, WriteSettings settings) throws IOException {
        Guard arrival = Rules.arrive(to, source.type(), settings);
        arrival.check(store.stat(to, Store.Detail.BASIC));
        Staged staged = new Staged(new ArrayList<>());
        Tally tally = new Tally(settings);
        try {
            if (source.isDirectory()) {
                staged.changes.add(new Change.MakeDirectory(to, arrival));
                addTree(staged.changes, from, to, tally);
            } else {
                add(staged.changes, from, to, source, arrival, tally);
            }
            return staged;
        } catch (IOException | RuntimeException e) {
            Stagings.closeAfter(staged, e);
            throw e;
        }
    }

    private void addTree(List<Change> changes, StorePath from, StorePath to, Tally tally) throws IOException {
        try (Stream<FileInfo> below = walking.walk(from)) {
            for (FileInfo info : (Iterable<FileInfo>) below::iterator) {
                StorePath path = StorePath.parse(info.path());
                add(changes, path, path.rebase(from, to), info, Guard.NONE, tally);
            }
        }
    }

    private void add(List<Change> changes, StorePath from, StorePath to, FileInfo info, Guard guard, Tally tally)
            throws IOException {
        if (info.isDirectory()) {
            changes.add(new Change.MakeDirectory(to, guard));
            return;
        }
        if (info.type() == FileType.OTHER) {
            throw new InvalidOperationException(Reason.NOT_A_FILE, from.toString());
        }
        try {
            Staging staging = stageOne(from, to, info, tally.settings);
            changes.add(new Change.Put(to, staging, guard));
            tally.add(staging.size());
        } catch (NotFoundException e) {
            if (guard != Guard.NONE) {
                throw e; // what was asked for itself; what vanished from a tree meanwhile is left out
            }
        }
    }

    private Staging stageOne(StorePath from, StorePath to, FileInfo info, WriteSettings settings) throws IOException {
        StageRequest request = request(to, info, settings);
        if (store.capabilities().has(Feature.NATIVE_COPY)) {
            return store.stageCopy(from, request);
        }
        if (info.isSymlink()) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, from.toString(),
                    "is a link, which this backend cannot copy");
        }
        return Stagings.finished(store, request, new StoredContent(store, from, info.size())::writeTo);
    }

    private static StageRequest request(StorePath to, FileInfo source, WriteSettings settings) {
        return new StageRequest(to, OptionalLong.of(source.size()), settings.durable());
    }

    /**
     * A copy that is put aside.
     *
     * @param changes that publish it, parents first
     */
    record Staged(List<Change> changes) implements Closeable {

        /** Discards what was not published; what was is no longer ours, and closing it does nothing. */
        @Override
        public void close() throws IOException {
            IOException first = null;
            for (Change change : changes) {
                if (change instanceof Change.Put put) {
                    try {
                        put.content().close();
                    } catch (IOException e) {
                        first = first == null ? e : first;
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    /** Counts the bytes of a whole tree for the listener. */
    private static final class Tally {
        private final WriteSettings settings;
        private long done;

        Tally(WriteSettings settings) {
            this.settings = settings;
        }

        void add(long bytes) {
            done += bytes;
            settings.progress().progressed(done, OptionalLong.empty());
        }
    }
}
