package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of {@code vault:mirror}. The command's thread walks both trees, its workers compare and copy; what is to go is
 * deleted at the end, when all has arrived.
 */
final class Mirroring implements AutoCloseable {

    private final Place source;
    private final Place target;
    private final Call call;
    private final Likeness likeness;
    private final boolean dry;
    private final boolean deletes;
    private final FailureLog failures;
    private final Workers workers;
    private long copied;
    private long bytes;
    private long unchanged;

    /** The tops of what is only in the target. */
    private final List<StorePath> surplus = new ArrayList<>();

    /** A directory where the other side has something else; what is below is left out for now. */
    private StorePath leftOut;

    /** Where one side has a directory, and the other something else. */
    private final List<Pairs.Pair> clashes = new ArrayList<>();

    Mirroring(Place source, Place target, Call call) {
        this.source = source;
        this.target = target;
        this.call = call;
        this.likeness = call.has("checksum") ? Likeness.CHECKSUM : Likeness.SIZE_AND_TIME;
        this.dry = call.has("dry-run");
        this.deletes = call.has("delete");
        this.failures = call.failures("entries not mirrored");
        this.workers = new Workers(failures, call.progress());
    }

    void run() {
        new Pairs(source, target).forEach(this::settle);
        workers.finish();
        long deleted = deletes ? deleteSurplus() : 0;
        clashes.forEach(this::replace);
        workers.finish();
        call.output().line(target + ": " + (dry ? "would copy " : "copied ")
                + Text.count(copied, "file", "files") + " (" + Text.bytes(bytes) + ")"
                + (deletes ? (dry ? ", would delete " : ", deleted ") + deleted : "") + ", " + unchanged
                + " unchanged");
        call.output().flush();
        failures.finish();
    }

    private void settle(Pairs.Pair pair) {
        if (leftOut != null && pair.path().startsWith(leftOut)) {
            return;
        }
        if (pair.first().isEmpty()) {
            keepInMind(pair.path());
        } else if (pair.clash()) {
            clash(pair);
        } else if (pair.second().isEmpty()) {
            bring(pair.path(), pair.first().get(), "+");
        } else if (!pair.areDirectories()) {
            compare(pair);
        }
    }

    /** What lies in a directory that goes, goes with it. */
    private void keepInMind(StorePath path) {
        boolean inside = !surplus.isEmpty() && path.startsWith(surplus.get(surplus.size() - 1));
        if (!inside) {
            surplus.add(path);
        }
    }

    private void clash(Pairs.Pair pair) {
        leftOut = pair.path();
        if (deletes) {
            clashes.add(pair);
            return;
        }
        workers.fail(new CommandFailure(target.resolve(pair.path()) + ": is "
                + (pair.second().get().isDirectory() ? "" : "not ") + "a directory, unlike in the source; --delete"
                + " replaces it"));
    }

    /** What stands in the way goes only when everything else has arrived. */
    private void replace(Pairs.Pair pair) {
        Place here = source.resolve(pair.path());
        Place there = target.resolve(pair.path());
        boolean gone = failures.isEmpty() && failures.attempt(() -> {
            tell("-", pair.path());
            delete(there);
        });
        if (gone) {
            bring(pair.path(), pair.first().get(), "+");
            if (pair.first().get().isDirectory()) {
                here.ask(backend -> {
                    try (Stream<FileInfo> below = backend.walk(here.canonical())) {
                        below.forEachOrdered(info -> bring(source.at(info.path()).below(source), info, "+"));
                    }
                    return null;
                });
            }
        }
    }

    private void compare(Pairs.Pair pair) {
        Place here = source.resolve(pair.path());
        Place there = target.resolve(pair.path());
        workers.submitThen(() -> {
            boolean same = likeness.isSame(here, pair.first().get(), there, pair.second().get());
            return same ? () -> unchanged++ : copy(here, there, pair.path(), pair.first().get(), "*");
        });
    }

    private void bring(StorePath path, FileInfo info, String sign) {
        Place here = source.resolve(path);
        Place there = target.resolve(path);
        if (!info.isDirectory()) {
            workers.submitThen(() -> copy(here, there, path, info, sign));
        } else if (!dry) {
            failures.attempt(() -> there.make(
                    backend -> backend.createDirectory(there.canonical(), WriteOption.OVERWRITE)));
        }
    }

    /** @return what is to be told of it */
    private Runnable copy(Place here, Place there, StorePath path, FileInfo info, String sign) {
        if (!dry) {
            transfer(here, there);
        }
        return () -> {
            tell(sign, path);
            copied++;
            bytes += info.isFile() ? info.size() : 0;
        };
    }

    private void transfer(Place here, Place there) {
        WriteOption shown = WriteOption.progress(call.progress().forOne());
        try (InputStream content = here.ask(backend -> backend.openRead(here.canonical()))) {
            there.take(here, backend -> backend.write(there.canonical(), Content.of(content), WriteOption.OVERWRITE,
                    shown));
        } catch (IOException e) {
            throw here.failed(e);
        }
    }

    /** Only when all has arrived: who has lost the source is not to lose its copy too. */
    private long deleteSurplus() {
        if (!failures.isEmpty()) {
            return 0;
        }
        long deleted = 0;
        for (StorePath path : surplus) {
            boolean done = failures.attempt(() -> {
                tell("-", path);
                delete(target.resolve(path));
            });
            deleted += done ? 1 : 0;
        }
        return deleted;
    }

    private void delete(Place place) {
        if (!dry) {
            place.ask(backend -> {
                backend.delete(place.canonical(), DeleteOption.RECURSIVE);
                return null;
            });
        }
    }

    private void tell(String sign, StorePath path) {
        if (dry || call.has("verbose")) {
            call.output().line(sign + " " + Text.printable(path.toString()));
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
