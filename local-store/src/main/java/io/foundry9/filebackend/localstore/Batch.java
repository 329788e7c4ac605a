package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes several changes together: asks all guards, records a plan, follows it. For one use by one thread. */
final class Batch {

    private final Root root;
    private final Workshop workshop;
    private final Publisher publisher;
    private final boolean durable;

    private final List<Step> steps = new ArrayList<>();
    private final List<Staged> content = new ArrayList<>();
    private final List<FileInfo> results = new ArrayList<>();

    /** Directories that the plan makes or moves. */
    private final Set<StorePath> made = new HashSet<>();

    /** The names under which what moves waits in the staging folder, by where it was. */
    private final Map<StorePath, String> taken = new HashMap<>();

    private Outlook outlook;

    Batch(Root root, Workshop workshop, Publisher publisher, boolean durable) {
        this.root = root;
        this.workshop = workshop;
        this.publisher = publisher;
        this.durable = durable;
    }

    List<FileInfo> publish(List<Change> changes) throws IOException {
        for (Change change : changes) {
            if (change.path().isRoot() || change instanceof Change.Move move && move.from().isRoot()) {
                throw new InvalidOperationException(Reason.IS_ROOT, "");
            }
        }
        outlook = new Outlook(changes, Set.of());
        if (outlook.isStill()) {
            planStill(changes);
        } else {
            planWithLeaving(changes);
        }
        follow();
        content.forEach(Staged::published);
        return results(changes);
    }

    /** Nothing leaves its place: one look at each target does. */
    private void planStill(List<Change> changes) throws IOException {
        for (Change change : changes) {
            try (Place place = root.locate(change.path())) {
                BasicFileAttributes there = publisher.ask(place, change.path(), guard(change));
                results.add(null);
                planMissing(place, change.path());
                if (change instanceof Change.Put put) {
                    Publisher.refuseDirectory(there, put.path());
                    planPut(put, place, there);
                } else if (there == null && made.add(change.path())) {
                    steps.add(new Step.Make(change.path()));
                }
            }
        }
    }

    private void planWithLeaving(List<Change> changes) throws IOException {
        for (Change change : changes) {
            ask(change);
        }
        Set<StorePath> replaced = replacedFiles(changes);
        outlook = new Outlook(changes, replaced);
        boolean entangled = outlook.isEntangled();
        if (entangled) {
            planLeaving(changes, replaced, true);
        }
        for (Change change : changes) {
            planArrival(change, replaced);
        }
        if (!entangled) {
            planLeaving(changes, replaced, false);
        }
    }

    /** What is removed and put at once is replaced by one rename, if it is no directory. */
    private Set<StorePath> replacedFiles(List<Change> changes) {
        Set<StorePath> put = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.Put) {
                put.add(change.path());
            }
        }
        Set<StorePath> replaced = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Remove remove && put.contains(remove.path())
                    && !results.get(i).isDirectory()) {
                replaced.add(remove.path());
            }
        }
        return replaced;
    }

    /** What is removed is taken out of the tree, and so is what moves, if it must make room first. */
    private void planLeaving(List<Change> changes, Set<StorePath> replaced, boolean movesToo) throws IOException {
        Map<StorePath, Step.Take> takes = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof Change.Remove remove && !replaced.contains(remove.path())) {
                takes.put(remove.path(), new Step.Take(remove.path(), newName(), remove.recursive()));
            } else if (change instanceof Change.Move move && movesToo) {
                Step.Take take = new Step.Take(move.from(), newName(), true);
                takes.put(move.from(), take);
                taken.put(move.from(), take.taken());
            }
        }
        for (StorePath path : Outlook.innerFirst(List.copyOf(takes.keySet()))) {
            steps.add(takes.get(path));
        }
    }

    private void ask(Change change) throws IOException {
        if (change instanceof Change.Move move) {
            try (Place from = root.locate(move.from())) {
                move.source().check(Entries.info(move.from(), from.stat()));
            }
        }
        try (Place place = root.locate(change.path())) {
            Optional<FileInfo> there = Entries.info(change.path(), place.stat());
            guard(change).check(there);
            results.add(change instanceof Change.Remove ? there.orElse(null) : null);
        }
    }

    private static Guard guard(Change change) {
        if (change instanceof Change.Put put) {
            return put.guard();
        }
        if (change instanceof Change.MakeDirectory make) {
            return make.guard();
        }
        return change instanceof Change.Remove remove ? remove.guard() : ((Change.Move) change).guard();
    }

    private void planArrival(Change change, Set<StorePath> replaced) throws IOException {
        if (change instanceof Change.Remove) {
            return;
        }
        planParents(change.path());
        if (change instanceof Change.MakeDirectory make) {
            planDirectory(make.path());
        } else if (change instanceof Change.Move move) {
            made.add(move.path());
            String name = taken.get(move.from());
            steps.add(name == null
                    ? new Step.Move(move.from(), move.path(), newName())
                    : new Step.Put(move.path(), name, newName()));
        } else {
            planPut((Change.Put) change, replaced.contains(change.path()));
        }
    }

    private void planPut(Change.Put put, boolean fresh) throws IOException {
        StorePath origin = outlook.origin(put.path()).orElse(put.path());
        try (Place place = root.locate(origin)) {
            planPut(put, place, fresh || isLeft(put.path()) ? null : place.stat());
        }
    }

    /** @param old what its looks are taken from */
    private void planPut(Change.Put put, Place place, BasicFileAttributes old) throws IOException {
        Staged staged = publisher.staged(put.content());
        content.add(staged);
        publisher.prepare(staged, put.path(), place, old);
        steps.add(new Step.Put(put.path(), staged.name().toString(), newName()));
    }

    private boolean isLeft(StorePath path) {
        return outlook.origin(path).isEmpty();
    }

    private void planParents(StorePath path) throws IOException {
        StorePath parent = StorePath.ROOT;
        for (String name : path.parent().segments()) {
            parent = parent.resolve(name);
            planDirectory(parent);
        }
    }

    private void planMissing(Place place, StorePath path) {
        StorePath outermost = path;
        for (int i = 0; i < place.missing().size(); i++) {
            outermost = outermost.parent();
        }
        planMissing(outermost, path);
    }

    /** From the outermost to the one that the path is in. */
    private void planMissing(StorePath outermost, StorePath path) {
        if (!outermost.equals(path)) {
            planMissing(outermost, path.parent());
            if (made.add(path.parent())) {
                steps.add(new Step.Make(path.parent()));
            }
        }
    }

    /** A directory that is there is not made, so that it stays when the plan is taken back. */
    private void planDirectory(StorePath path) throws IOException {
        if (!made.contains(path) && !isThere(path)) {
            made.add(path);
            steps.add(new Step.Make(path));
        }
    }

    private boolean isThere(StorePath path) throws IOException {
        if (isLeft(path)) {
            return false;
        }
        try (Place place = root.locate(outlook.origin(path).orElseThrow())) {
            return place.stat() != null;
        }
    }

    private String newName() throws IOException {
        return workshop.area().newName().toString();
    }

    private void follow() throws IOException {
        Journal journal = new Journal(workshop);
        try (StoreLock lock = workshop.locks().takeJournal(null)) {
            new Recovery(root, workshop, publisher.tree()).finish(journal);
            journal.begin(new Plan(workshop.area().number(), List.copyOf(steps)), durable);
            new Execution(root, publisher.tree(), journal, workshop.area().folder(), steps, durable)
                    .run(new Journal.Progress(false, 0));
        }
    }

    private List<FileInfo> results(List<Change> changes) throws IOException {
        List<FileInfo> infos = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            FileInfo removed = results.get(i);
            infos.add(removed != null ? removed : publisher.look(changes.get(i).path()));
        }
        return infos;
    }
}
