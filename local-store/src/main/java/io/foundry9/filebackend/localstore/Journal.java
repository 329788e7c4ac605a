package io.foundry9.filebackend.localstore;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The record of several changes under way: a folder that appears whole, with the plan in it and a marker whose name tells
 * how many steps are done and in which direction. Each move of the marker is a rename, so it keeps its order among the
 * renames of the steps. While it is followed it is held open, so that a mark needs no descriptor that may be lacking.
 * Whoever calls holds the journal's lock.
 */
final class Journal implements Closeable {

    /** The name of the folder in the work folder. */
    static final String NAME = "journal";

    private static final Logger LOGGER = System.getLogger(Journal.class.getName());
    private static final String PLAN = "plan";
    private static final Pattern MARKER = Pattern.compile("(done|back)-([0-9]{1,9})");
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Workshop workshop;
    private final Path name;
    private Directory followed;
    private Progress reached;

    Journal(Workshop workshop) {
        this.workshop = workshop;
        this.name = path(NAME);
    }

    /**
     * How far a plan was followed.
     *
     * @param backwards whether the steps are being taken back
     * @param done the number of steps that are, or still are, done
     */
    record Progress(boolean backwards, int done) {
        String marker() {
            return (backwards ? "back-" : "done-") + done;
        }
    }

    /** A plan that was not followed to its end. */
    record Unfinished(Plan plan, Progress progress) {}

    /** Whether there may be one, at the price of a look into memory where that can be had. */
    boolean mayExist() throws IOException {
        ByteBuffer flags = workshop.gate().flags();
        return flags != null ? flags.get(LockFile.JOURNAL_FLAG) != 0 : exists();
    }

    boolean exists() throws IOException {
        return workshop.folder().stat(name) != null;
    }

    private void flag(int value) {
        if (workshop.gate().flags() != null) {
            workshop.gate().flags().put(LockFile.JOURNAL_FLAG, (byte) value);
        }
    }

    /** Records a plan; from here on it will be followed, whatever happens to this process. */
    void begin(Plan plan, boolean durable) throws IOException {
        StagingArea area = workshop.area();
        Path folder = area.newDirectory();
        try {
            fill(area, folder, plan, durable);
            flag(1);
            area.folder().move(folder, workshop.folder(), name);
        } catch (Exception e) {
            new TreeRemover(area.folder()).removeAfter(e, folder);
            throw e;
        }
        try {
            followed = workshop.folder().open(name);
            reached = new Progress(false, 0);
            if (durable) {
                workshop.folder().force();
            }
        } catch (Exception e) {
            withdraw(e);
            throw e;
        }
    }

    /** What the plan speaks of is on the disk before the plan is. */
    private void fill(StagingArea area, Path folder, Plan plan, boolean durable) throws IOException {
        try (Directory journal = area.folder().open(folder)) {
            write(journal, PLAN, plan.encode(), durable);
            write(journal, new Progress(false, 0).marker(), new byte[0], durable);
            if (durable) {
                journal.force();
                workshop.force();
            }
        }
    }

    /** Takes back a plan of which no step was made yet. */
    private void withdraw(Exception failure) {
        try {
            end(false);
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private void write(Directory journal, String file, byte[] bytes, boolean durable) throws IOException {
        try (SeekableByteChannel channel = journal.channel(path(file), NEW)) {
            Transfers.writeAll(ByteBuffer.wrap(bytes), channel);
            if (durable && channel instanceof FileChannel opened) {
                opened.force(true);
            }
        }
    }

    void mark(Progress now, boolean durable) throws IOException {
        followed.move(path(reached.marker()), followed, path(now.marker()));
        reached = now;
        if (durable) {
            followed.force();
        }
    }

    /** Forgets the plan: it was followed, or taken back. */
    void end(boolean durable) throws IOException {
        Path trash = workshop.area().newName();
        workshop.folder().move(name, workshop.area().folder(), trash);
        if (durable) {
            workshop.folder().force();
        }
        flag(0);
        new TreeRemover(workshop.area().folder()).remove(trash);
    }

    /** What a dead process has left, if anything. What cannot be understood is put aside, and never followed. */
    Optional<Unfinished> load() throws IOException {
        BasicFileAttributes there = workshop.folder().stat(name);
        if (there == null) {
            flag(0);
            return Optional.empty();
        }
        Optional<Unfinished> loaded = Optional.empty();
        if (there.isDirectory()) {
            followed = workshop.folder().open(name);
            loaded = read(followed);
        }
        if (loaded.isEmpty()) {
            reject();
        } else {
            reached = loaded.get().progress();
        }
        return loaded;
    }

    /** Puts the journal aside, where people can look at it. */
    void reject() throws IOException {
        Path aside = path(NAME + "-rejected-" + Long.toString(System.currentTimeMillis(), 36));
        workshop.folder().move(name, workshop.folder(), aside);
        flag(0);
        LOGGER.log(Level.WARNING, "A journal that is damaged, or of another version of this library, was put aside"
                + " as {0}; what it was to change may be half done.", aside);
    }

    private Optional<Unfinished> read(Directory journal) throws IOException {
        BasicFileAttributes written = journal.stat(path(PLAN));
        if (written == null || !written.isRegularFile()) {
            return Optional.empty();
        }
        Optional<Plan> plan;
        try (SeekableByteChannel channel = journal.channel(path(PLAN), Set.of(StandardOpenOption.READ))) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            Transfers.readAll(channel, bytes);
            plan = Plan.decode(bytes.array());
        }
        List<Progress> marks = journal.names().stream()
                .map(entry -> MARKER.matcher(entry.toString()))
                .filter(Matcher::matches)
                .map(marker -> new Progress(marker.group(1).equals("back"), Integer.parseInt(marker.group(2))))
                .toList();
        return plan.filter(read -> marks.size() == 1 && marks.get(0).done() <= read.steps().size())
                .map(read -> new Unfinished(read, marks.get(0)));
    }

    private Path path(String text) {
        return workshop.folder().path().getFileSystem().getPath(text);
    }

    /** Ends the use of it, whether or not the plan was followed to its end; that changes nothing of what became of it. */
    @Override
    public void close() {
        try (Directory open = followed) {
            followed = null;
        } catch (Exception e) {
            LOGGER.log(Level.DEBUG, "A journal could not be closed", e);
        }
    }
}
