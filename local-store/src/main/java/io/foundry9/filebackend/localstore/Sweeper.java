package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Removes the staging folders that dead processes have left. That one lives is told by a byte of the lock file. */
final class Sweeper {

    private static final Logger LOGGER = System.getLogger(Sweeper.class.getName());
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,13}");

    private final Workshop workshop;
    private final Elsewhere elsewhere;

    Sweeper(Workshop workshop, Elsewhere elsewhere) {
        this.workshop = workshop;
        this.elsewhere = elsewhere;
    }

    /** What cannot be swept, such as another user's, is left for someone who can. */
    void sweep() throws IOException {
        for (Path name : workshop.staging().names()) {
            String text = name.toString();
            if (NUMBER.matcher(text).matches()) {
                sweep(name, Long.parseLong(text));
            }
        }
    }

    private void sweep(Path name, long number) throws IOException {
        if (workshop.isOwn(number) || !workshop.gate().reachesOtherProcesses()) {
            return;
        }
        try (HeldLock death = new HeldLock()) {
            death.add(workshop.gate().tryLock(LockFile.FOLDERS + number, 1, false));
            if (!death.isEmpty() && !new Journal(workshop).exists()) {
                remove(name, number);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A staging folder that a dead process has left cannot be removed", e);
        }
    }

    private void remove(Path name, long number) throws IOException {
        try (Directory folder = workshop.staging().open(name)) {
            elsewhere.sweep(folder, number);
            new TreeRemover(folder).removeAll();
        }
        workshop.staging().deleteDirectory(name);
    }

    /**
     * Removes the folder of this JVM, with what its users have forgotten in it; but not while there is a journal, which may
     * need it: who finishes that has it swept.
     */
    static void removeOwn(Workshop workshop) {
        Long number = workshop.gate().folder();
        if (number == null) {
            return;
        }
        Path name = workshop.name(Long.toString(number));
        try (Journal journal = new Journal(workshop)) {
            if (journal.exists()) {
                return;
            }
            try (Directory folder = workshop.staging().open(name)) {
                new TreeRemover(folder).removeAll();
            }
            workshop.staging().deleteDirectory(name);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The staging folder cannot be removed; the next one to come will try again", e);
        }
    }
}
