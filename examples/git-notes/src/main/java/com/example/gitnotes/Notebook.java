package com.example.gitnotes;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncResult;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Notes in a git vault: each is a text file, and each change of one is a commit. */
final class Notebook implements AutoCloseable {

    private static final String ENDING = ".md";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FileBackend vault;
    private final SyncFileBackend sync;
    private final Versioned versions;

    /** @throws IllegalArgumentException the vault has no history, or nothing to sync with */
    Notebook(FileBackend vault) {
        this.vault = vault;
        this.sync = vault.as(SyncFileBackend.class).orElseThrow(Notebook::noGit);
        this.versions = vault.as(Versioned.class).orElseThrow(Notebook::noGit);
    }

    private static IllegalArgumentException noGit() {
        return new IllegalArgumentException(
                "notes have a history: take a URI of git, such as git+file:///srv/notes.git");
    }

    private static String file(String note) {
        return note + ENDING;
    }

    static String note(String file) {
        return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    }

    /**
     * A session is one commit, whatever is done in it.
     *
     * @return why it is not published yet, where the URI says that it is to be (auto_push) and that was not possible
     */
    private Optional<FileBackendException> change(Consumer<Session> work) {
        try (Session session = vault.openSession(PATIENCE)) {
            work.accept(session);
            CommitResult result = session.commit();
            return result.pending();
        }
    }

    Optional<FileBackendException> add(String note, String text) {
        return change(session -> session.create(file(note), Content.of(text)));
    }

    Optional<FileBackendException> edit(String note, String text) {
        return change(session -> session.update(file(note), Content.of(text)));
    }

    Optional<FileBackendException> append(String note, String text) {
        return change(session -> session.append(file(note), Content.of(text)));
    }

    String read(String note) {
        return vault.readText(file(note));
    }

    List<FileInfo> all() {
        return vault.glob("**/*" + ENDING).stream().map(vault::info).toList();
    }

    /** The lines in which a word occurs, as {@code note: line}. */
    List<String> find(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return vault.glob("**/*" + ENDING).stream()
                .flatMap(file -> vault.readText(file).lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains(wanted))
                        .map(line -> note(file) + ": " + line))
                .toList();
    }

    /** The latest first. */
    List<Revision> history(String note) {
        return versions.history(file(note));
    }

    /** Writes the note as it was before its last change, which is a change too, and so can be undone. */
    Optional<FileBackendException> undo(String note) {
        List<Revision> last = versions.history(file(note), 2);
        boolean added = last.get(0).changes().stream().anyMatch(change -> change.kind() == PathChange.Kind.ADDED);
        if (added) {
            return change(session -> session.delete(file(note)));
        }
        byte[] before = versions.readAt(file(note), last.get(1).version());
        return change(session -> session.write(file(note), Content.of(before)));
    }

    /** @throws io.foundry9.filebackend.ConflictException notes were changed here and there; see {@link #conflicts} */
    SyncResult sync() {
        return sync.sync();
    }

    List<Conflict> conflicts() {
        return sync.conflicts();
    }

    /** What one side says; empty if it has deleted the note. */
    String read(Conflict conflict, Side side) {
        if (conflict.version(side).isEmpty()) {
            return "";
        }
        try (InputStream content = sync.openConflict(conflict.id(), side)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keepHere(String note) {
        sync.acceptLocal(conflict(note).id());
    }

    void keepThere(String note) {
        sync.acceptRemote(conflict(note).id());
    }

    /** What is here, followed by what is there. */
    void keepBoth(String note) {
        Conflict conflict = conflict(note);
        sync.resolve(conflict.id(), Content.of(read(conflict, Side.LOCAL) + read(conflict, Side.REMOTE)));
    }

    private Conflict conflict(String note) {
        return sync.conflicts().stream()
                .filter(conflict -> note(conflict.path()).equals(note))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(file(note)));
    }

    @Override
    public void close() {
        vault.close();
    }
}
