package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Follows a plan, or takes it back when a step fails. Each step can be done again, or taken back again, without harm, and
 * so can all the steps of a stretch; how far it has come is noted between {@link Stretches}, so that a process which finds
 * the plan half followed can go on. Once all steps are made the outcome is certain, and nothing that fails afterwards is a
 * failure of the plan: the journal that is still there, if it is, is read by who comes next. For one use, by who holds the
 * journal's lock.
 *
 * <p>Here and wherever else something must be undone, all exceptions are caught: the JDK lets a checked one, undeclared,
 * escape where a descriptor cannot be closed.
 */
final class Execution {

    private static final Logger LOGGER = System.getLogger(Execution.class.getName());

    private final Root root;
    private final Tree tree;
    private final Journal journal;
    private final Directory folder;
    private final List<Step> steps;
    private final boolean durable;

    /** Those of which is known that they have replaced nothing. */
    private final Set<Step.Put> untouched = new HashSet<>();

    private boolean fresh;

    /** @param folder the staging folder that the steps refer to */
    Execution(Root root, Tree tree, Journal journal, Directory folder, List<Step> steps, boolean durable) {
        this.root = root;
        this.tree = tree;
        this.journal = journal;
        this.folder = folder;
        this.steps = steps;
        this.durable = durable;
    }

    /** Follows the plan for the first time: nothing of it is done yet, so nothing that it needs may be missing. */
    void begin() throws IOException {
        fresh = true;
        run(new Journal.Progress(false, 0));
    }

    /**
     * Follows the plan from where it was interrupted, or from the beginning.
     *
     * @throws FileBackendException a step was not possible; everything is as before
     */
    void run(Journal.Progress reached) throws IOException {
        if (reached.backwards()) {
            takeBack(reached);
            end();
            return;
        }
        Journal.Progress progress = reached;
        try {
            while (progress.done() < steps.size()) {
                int end = Stretches.endAfter(steps, progress.done());
                for (Step step : steps.subList(progress.done(), end)) {
                    forward(step);
                }
                progress = mark(new Journal.Progress(false, end));
            }
        } catch (Exception e) {
            takeBackAfter(e, progress);
            throw e;
        }
        end();
    }

    /** An interrupt may be what has failed the step; it is not to fail the way back too. */
    private void takeBackAfter(Exception failure, Journal.Progress progress) {
        boolean interrupted = Thread.interrupted();
        try {
            takeBack(mark(new Journal.Progress(true, Stretches.endAfter(steps, progress.done()))));
            end();
        } catch (Exception e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Journal.Progress mark(Journal.Progress now) throws IOException {
        if (now.backwards() || now.done() < steps.size()) {
            journal.mark(now, durable);
        }
        return now;
    }

    private void takeBack(Journal.Progress from) throws IOException {
        Journal.Progress progress = from;
        while (progress.done() > 0) {
            int start = Stretches.startBefore(steps, progress.done());
            for (int i = progress.done(); i > start; i--) {
                back(steps.get(i - 1));
            }
            progress = mark(new Journal.Progress(true, start));
        }
    }

    /** What was kept and taken is needed as long as the steps may be done again, thus as long as the journal is there. */
    private void end() {
        try {
            journal.end(durable);
            clear();
        } catch (Exception e) {
            LOGGER.log(Level.DEBUG, "What several changes have left could not be removed", e);
        }
    }

    /** Removes what was staged, and was not put in place as the plan was taken back, for an owner who cannot any more. */
    void discardStaged() throws IOException {
        TreeRemover remover = new TreeRemover(folder);
        for (Step step : steps) {
            if (step instanceof Step.Put put) {
                remover.remove(path(put.staged()));
            }
        }
    }

    /** Removes what was kept and taken, now that it is needed no more. */
    private void clear() throws IOException {
        TreeRemover remover = new TreeRemover(folder);
        for (Step step : steps) {
            if (step instanceof Step.Put put) {
                if (!untouched.contains(put)) {
                    remover.remove(path(put.kept()));
                }
            } else if (step instanceof Step.Take take) {
                remover.remove(path(take.taken()));
            } else if (step instanceof Step.Move move) {
                remover.remove(path(move.kept()));
            }
        }
    }

    void forward(Step step) throws IOException {
        if (step instanceof Step.Put put) {
            if (fresh || isHere(put.staged())) {
                put(put);
            }
        } else if (step instanceof Step.Make make) {
            tree.makeDirectory(make.path(), durable);
        } else if (step instanceof Step.Take take) {
            if (!isHere(take.taken())) {
                take(take);
            }
        } else {
            move((Step.Move) step);
        }
    }

    private void back(Step step) throws IOException {
        if (step instanceof Step.Put put) {
            takeOut(put.path(), put.staged());
            restore(put.kept(), put.path());
        } else if (step instanceof Step.Make make) {
            unmake(make.path());
        } else if (step instanceof Step.Take take) {
            restore(take.taken(), take.path());
        } else {
            Step.Move move = (Step.Move) step;
            try (Place from = root.locate(move.from()); Place to = root.locate(move.path())) {
                if (from.stat() == null && to.stat() != null) {
                    tree.putInPlace(to.directory(), to.name(), move.from(), durable);
                    if (durable) {
                        to.directory().force();
                    }
                }
            }
            restore(move.kept(), move.path());
        }
    }

    private void put(Step.Put put) throws IOException {
        tree.putInPlace(folder, path(put.staged()), put.path(), place -> {
            if (!keep(place, put.path(), put.kept())) {
                untouched.add(put);
            }
        }, durable);
    }

    /** What is about to be replaced gets a second name, so that there is no moment without it; whether there is any. */
    private boolean keep(Place place, StorePath path, String kept) throws IOException {
        BasicFileAttributes there = place.stat();
        if (there == null) {
            return false;
        }
        if (!isHere(kept)) {
            Publisher.refuseDirectory(there, path);
            tree.keep(place, there, folder, path(kept));
        }
        return true;
    }

    private void take(Step.Take step) throws IOException {
        try (Place place = root.locate(step.path())) {
            BasicFileAttributes there = place.stat();
            if (there == null) {
                throw new NotFoundException(step.path().toString());
            }
            if (there.isDirectory() && !step.recursive()) {
                requireEmpty(place, step.path());
            }
            tree.takeAway(place, folder, path(step.taken()), durable);
        }
    }

    private static void requireEmpty(Place place, StorePath path) throws IOException {
        try (Directory directory = place.directory().open(place.name())) {
            if (!directory.names().isEmpty()) {
                throw new InvalidOperationException(Reason.NOT_EMPTY, path.toString());
            }
        }
    }

    private void move(Step.Move move) throws IOException {
        try (Place from = root.locate(move.from())) {
            if (fresh && from.stat() == null) {
                throw new NotFoundException(move.from().toString());
            }
            if (from.stat() != null) {
                tree.putInPlace(from.directory(), from.name(), move.path(),
                        place -> keep(place, move.path(), move.kept()), durable);
                if (durable) {
                    from.directory().force();
                }
            }
        }
    }

    /** What was put in place is staged again. */
    private void takeOut(StorePath path, String staged) throws IOException {
        try (Place place = root.locate(path)) {
            BasicFileAttributes there = place.stat();
            if (!isHere(staged) && there != null) {
                tree.takeAway(place, folder, path(staged), durable);
            }
        }
    }

    /** What was kept or taken gets its place again. */
    private void restore(String name, StorePath path) throws IOException {
        BasicFileAttributes kept = folder.stat(path(name));
        if (kept == null) {
            return;
        }
        try (Place place = root.locate(path)) {
            BasicFileAttributes there = place.stat();
            if (there != null && Objects.equals(there.fileKey(), kept.fileKey())) {
                folder.deleteFile(path(name)); // it was never replaced
                return;
            }
        }
        tree.putInPlace(folder, path(name), path, durable);
    }

    /** A directory that was made for the plan has nothing in it any more. */
    private void unmake(StorePath path) throws IOException {
        try (Place place = root.locate(path)) {
            BasicFileAttributes there = place.stat();
            if (there != null && there.isDirectory()) {
                place.directory().deleteDirectory(place.name());
                if (durable) {
                    place.directory().force();
                }
            }
        } catch (DirectoryNotEmptyException e) {
            return; // someone else has put something there meanwhile
        }
    }

    private boolean isHere(String name) throws IOException {
        return folder.stat(path(name)) != null;
    }

    private Path path(String name) {
        return folder.path().getFileSystem().getPath(name);
    }
}
