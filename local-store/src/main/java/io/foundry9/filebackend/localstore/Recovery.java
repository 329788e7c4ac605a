package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Finishes what a process that died has left half done. No entry's lock is needed for it: who had one before the death
 * was kept off the dead one's entries, and who gets one after it comes here first.
 */
final class Recovery {

    private static final Logger LOGGER = System.getLogger(Recovery.class.getName());

    private final Root root;
    private final Workshop workshop;
    private final Tree tree;

    Recovery(Root root, Workshop workshop, Tree tree) {
        this.root = root;
        this.workshop = workshop;
        this.tree = tree;
    }

    /** @param timeout how long to wait for who is at it already; {@code null} for as long as it takes */
    void run(Duration timeout) throws IOException {
        try (Journal journal = new Journal(workshop)) {
            if (journal.exists() || journal.mayExist()) {
                try (StoreLock lock = workshop.locks().takeJournal(timeout)) {
                    finish(journal);
                }
            }
        }
    }

    /** For who holds the journal's lock. */
    void finish(Journal journal) throws IOException {
        Optional<Journal.Unfinished> left = journal.load();
        if (left.isEmpty()) {
            return;
        }
        Plan plan = left.get().plan();
        Path folder = workshop.name(Long.toString(plan.folder()));
        if (workshop.staging().stat(folder) == null) {
            journal.reject();
            return;
        }
        LOGGER.log(Level.INFO, "Finishing {0} changes that were interrupted", plan.steps().size());
        try (Directory staged = workshop.staging().open(folder)) {
            Execution execution = new Execution(root, tree, journal, staged, plan.steps(), true);
            try {
                execution.run(left.get().progress());
            } catch (Exception e) {
                if (journal.exists()) {
                    throw e;
                }
                LOGGER.log(Level.WARNING, "Changes that were interrupted could not be finished, and were taken back",
                        e);
            }
            if (!journal.exists()) {
                execution.discardStaged();
            }
        }
    }
}
