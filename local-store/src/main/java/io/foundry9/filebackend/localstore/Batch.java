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
import java.util.HashSet;
import java.util.List;
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
    private final Set<StorePath> made = new HashSet<>();

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
            ask(change);
        }
        for (Change change : changes) {
            plan(change);
        }
        follow();
        content.forEach(Staged::published);
        return results(changes);
    }

    private void ask(Change change) throws IOException {
        if (change instanceof Change.Move move) {
            try (Place from = root.locate(move.from())) {
                move.source().check(Entries.info(move.from(), from.stat()));
            }
        }
        try (Place place = root.locate(change.path())) {
            BasicFileAttributes there = place.stat();
            guard(change).check(Entries.info(change.path(), there));
            results.add(change instanceof Change.Remove ? Entries.info(change.path(), there).orElse(null) : null);
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

    private void plan(Change change) throws IOException {
        if (change instanceof Change.Remove remove) {
            steps.add(new Step.Take(remove.path(), newName(), remove.recursive()));
            return;
        }
        try (Place place = root.locate(change.path())) {
            planParents(place, change.path());
            if (change instanceof Change.MakeDirectory make) {
                planDirectory(make.path(), place.stat() != null);
            } else if (change instanceof Change.Move move) {
                steps.add(new Step.Move(move.from(), move.path(), newName()));
            } else {
                Change.Put put = (Change.Put) change;
                Staged staged = publisher.staged(put.content());
                content.add(staged);
                publisher.prepare(staged, put.path(), place, place.stat());
                steps.add(new Step.Put(put.path(), staged.name().toString(), newName()));
            }
        }
    }

    private void planParents(Place place, StorePath path) {
        StorePath parent = path;
        List<StorePath> missing = new ArrayList<>();
        for (int i = 0; i < place.missing().size(); i++) {
            parent = parent.parent();
            missing.add(0, parent);
        }
        missing.forEach(directory -> planDirectory(directory, false));
    }

    /** A directory that is there is not made, so that it stays when the plan is taken back. */
    private void planDirectory(StorePath path, boolean isThere) {
        if (!isThere && made.add(path)) {
            steps.add(new Step.Make(path));
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
