package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what changes touch. */
final class Touched {

    private Touched() {}

    /** The paths at which git may see a difference: it knows no directories. */
    static List<StorePath> paths(List<Change> changes) {
        List<StorePath> paths = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Move move) {
                paths.add(move.from());
            }
            if (!(change instanceof Change.MakeDirectory)) {
                paths.add(change.path());
            }
        }
        return paths;
    }

    /**
     * The same changes, whose guards note what was there.
     *
     * @param before takes that, for each change in order; absent until its guard was asked
     */
    static List<Change> watched(List<Change> changes, List<Optional<FileInfo>> before) {
        List<Change> watched = new ArrayList<>();
        for (Change change : changes) {
            int position = before.size();
            before.add(Optional.empty());
            watched.add(watched(change, existing -> before.set(position, existing)));
        }
        return watched;
    }

    private static Change watched(Change change, Guard watch) {
        Guard guard = existing -> {
            watch.check(existing);
            change.guard().check(existing);
        };
        if (change instanceof Change.Put put) {
            return new Change.Put(put.path(), put.content(), guard);
        }
        if (change instanceof Change.MakeDirectory make) {
            return new Change.MakeDirectory(make.path(), guard);
        }
        if (change instanceof Change.Remove remove) {
            return new Change.Remove(remove.path(), remove.recursive(), guard);
        }
        Change.Move move = (Change.Move) change;
        return new Change.Move(move.from(), move.path(), move.source(), guard);
    }
}
