package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * When files came into being. Replacing a file makes a new one, so the time is kept in an extended attribute that is
 * carried along; a file without it tells its own time of birth where this JVM and the file system know it. Where the
 * file system has no such attributes nothing is told at all, since a birth would then be the last replacement's.
 */
final class CreatedTimes {

    /** As a system tool shows it: {@code user.f9.created}. */
    private static final String ATTRIBUTE = "f9.created";

    /** Noted on what has replaced a file whose time was not known. */
    private static final String UNKNOWN = "unknown";

    private static final int LONGEST = 64;

    private final boolean kept;
    private final BasicFileAttributes root;
    private final boolean births;
    private volatile boolean birthsSeen;

    private CreatedTimes(boolean kept, BasicFileAttributes root, boolean births) {
        this.kept = kept;
        this.root = root;
        this.births = births;
        tellsBirth(root);
    }

    /**
     * Asks the file system of a directory.
     *
     * @param births whether to go by them where nothing is noted
     */
    static CreatedTimes in(Path directory, BasicFileAttributes attributes, boolean births) {
        try {
            FileStore store = Files.getFileStore(directory);
            return new CreatedTimes(
                    store.supportsFileAttributeView(UserDefinedFileAttributeView.class), attributes, births);
        } catch (IOException | SecurityException e) {
            return new CreatedTimes(false, attributes, births); // who cannot say so has none
        }
    }

    boolean areKept() {
        return kept;
    }

    /**
     * Whether an entry tells its own time of birth, so that nobody need note it. Where births are not known, the JVM says
     * the time of modification instead: another time is one, and shows that all on the root's device are.
     */
    boolean tellsBirth(BasicFileAttributes attributes) {
        if (!kept || !births || !FileKeys.sameDevice(attributes, root)) {
            return false;
        }
        if (!birthsSeen && !attributes.creationTime().equals(attributes.lastModifiedTime())) {
            birthsSeen = true;
        }
        return birthsSeen;
    }

    /** Notes the present time on a new directory that nobody else sees yet, unless it tells that itself. */
    void noteNow(Path directory) throws IOException {
        if (!birthsSeen) {
            note(directory, Optional.of(Instant.now()));
        }
    }

    /** Notes the time on a file or directory that nobody else sees yet. */
    void note(Path entry, Optional<Instant> created) throws IOException {
        if (kept) {
            String text = created.map(Instant::toString).orElse(UNKNOWN);
            view(entry).write(ATTRIBUTE, StandardCharsets.US_ASCII.encode(text));
        }
    }

    /** As {@link #note}, on another file system than the root's, which may be unable to. */
    void noteIfPossible(Path entry, Optional<Instant> created) {
        try {
            note(entry, created);
        } catch (IOException | UnsupportedOperationException e) {
            return; // then it is not known there
        }
    }

    /** The time, if it is known. The caller sees to it that the path still leads to the entry with the attributes. */
    Optional<Instant> of(Path entry, BasicFileAttributes attributes) {
        if (!kept || attributes.isSymbolicLink() || attributes.isOther()) {
            return Optional.empty();
        }
        try {
            UserDefinedFileAttributeView view = view(entry);
            if (!view.list().contains(ATTRIBUTE)) {
                return birth(attributes);
            }
            ByteBuffer value = ByteBuffer.allocate(LONGEST);
            view.read(ATTRIBUTE, value);
            return parse(StandardCharsets.US_ASCII.decode(value.flip()).toString());
        } catch (IOException e) {
            return birth(attributes); // it may not be read, or has just gone
        }
    }

    private static Optional<Instant> parse(String noted) {
        try {
            return noted.equals(UNKNOWN) ? Optional.empty() : Optional.of(Instant.parse(noted));
        } catch (DateTimeException e) {
            return Optional.empty(); // not noted by us
        }
    }

    private Optional<Instant> birth(BasicFileAttributes attributes) {
        return tellsBirth(attributes)
                ? Optional.of(attributes.creationTime().toInstant())
                : Optional.empty();
    }

    private static UserDefinedFileAttributeView view(Path entry) {
        return Files.getFileAttributeView(entry, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
    }
}
