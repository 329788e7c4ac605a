package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
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

    /** What is known to be told of each change; {@code null} for what is looked at in the end. */
    private final List<FileInfo> results = new ArrayList<>();

    /** What is moved, as it was before. */
    private final Map<Change, FileInfo> moved = new HashMap<>();

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
                planMissing(place, place.path());
                if (change instanceof Change.Put put) {
                    Publisher.refuseDirectory(there, put.path());
                    results.add(planPut(put, place, there));
                    continue;
                }
                results.add(null);
                if (there == null && made.add(place.path())) {
                    steps.add(new Step.Make(place.path()));
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
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Put put) {
                planParents(put.path());
                results.set(i, planPut(put, replaced.contains(put.path())));
            } else {
                planArrival(changes.get(i));
            }
        }
        if (!entangled) {
            planLeaving(changes, replaced, false);
        }
    }

    /**
     * What is removed and put at once is replaced by one rename, if it is no directory and nothing above it leaves: then
     * both mean the same place.
     */
    private Set<StorePath> replacedFiles(List<Change> changes) {
        Set<StorePath> put = new HashSet<>();
        Set<StorePath> moved = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.Put) {
                put.add(change.path());
            } else if (change instanceof Change.Move) {
                moved.add(change.path());
            }
        }
        put.removeAll(moved);
        Set<StorePath> replaced = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            boolean isFile = results.get(i) == null || !results.get(i).isDirectory();
            if (isFile && changes.get(i) instanceof Change.Remove remove && put.contains(remove.path())
                    && !outlook.leavesAbove(remove.path())) {
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
                Optional<FileInfo> found = Entries.info(move.from(), from.stat());
                move.source().check(found);
                found.ifPresent(info -> moved.put(move, info));
            }
        }
        Optional<FileInfo> there = lookAt(change);
        guard(change).check(there);
        results.add(change instanceof Change.Remove ? there.orElse(null) : null);
    }

    /** What comes to where something leaves finds nothing there; the way to it may lead through what leaves. */
    private Optional<FileInfo> lookAt(Change change) throws IOException {
        if (!(change instanceof Change.Remove) && outlook.leavesAbove(change.path())) {
            return Optional.empty();
        }
        try (Place place = root.locate(change.path())) {
            return Entries.info(change.path(), place.stat());
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

    private void planArrival(Change change) throws IOException {
        if (change instanceof Change.Remove) {
            return;
        }
        planParents(change.path());
        if (change instanceof Change.MakeDirectory make) {
            planDirectory(make.path());
        } else {
            Change.Move move = (Change.Move) change;
            made.add(move.path());
            String name = taken.get(move.from());
            steps.add(name == null
                    ? new Step.Move(move.from(), move.path(), newName())
                    : new Step.Put(move.path(), name, newName()));
        }
    }

    private FileInfo planPut(Change.Put put, boolean fresh) throws IOException {
        if (fresh || isLeft(put.path())) {
            return planPut(put, null, null);
        }
        try (Place place = root.locate(outlook.origin(put.path()).orElseThrow())) {
            return planPut(put, place, place.stat());
        }
    }

    /**
     * @param place where that is, of which it takes its looks
     * @param old what is there; {@code null} for nothing
     * @return what it will be, once it is in place
     */
    private FileInfo planPut(Change.Put put, Place place, BasicFileAttributes old) throws IOException {
        Staged staged = publisher.staged(put.content());
        content.add(staged);
        FileInfo info = publisher.prepare(staged, put.path(), place, old);
        if (durable) {
            staged.force();
        }
        steps.add(new Step.Put(put.path(), staged.name().toString(), newName()));
        return info;
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
        try (Journal journal = new Journal(workshop); StoreLock lock = workshop.locks().takeJournal(null)) {
            finishOthers();
            try {
                journal.begin(new Plan(workshop.area().number(), List.copyOf(steps)), durable);
                new Execution(root, publisher.tree(), journal, workshop.area().folder(), steps, durable)
                        .begin();
            } catch (Exception e) {
                handOver(journal, e);
                throw e;
            }
        }
    }

    private void finishOthers() throws IOException {
        try (Journal left = new Journal(workshop)) {
            new Recovery(root, workshop, publisher.tree()).finish(left);
        }
    }

    /** As long as the journal is there, so must be what it speaks of: who comes next follows it, or takes it back. */
    private void handOver(Journal journal, Exception failure) {
        try {
            if (!journal.exists()) {
                return;
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        content.forEach(Staged::published);
    }

    private List<FileInfo> results(List<Change> changes) {
        List<FileInfo> infos = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            FileInfo known = results.get(i);
            infos.add(known != null ? known : look(changes.get(i)));
        }
        return infos;
    }

    /** All is done by now: what cannot be looked at is told of without the details. */
    private FileInfo look(Change change) {
        try {
            return publisher.look(change.path());
        } catch (Exception e) {
            FileInfo before = moved.get(change);
            return before != null
                    ? before.toBuilder().path(change.path().toString()).build()
                    : FileInfo.builder(change.path().toString(), FileType.DIRECTORY).build();
        }
    }
}
