package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Kind;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.Conflict.Version;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncResult;
import io.foundry9.filebackend.ext.SyncStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is synced with a place that the test makes up; it notes what it is told to do. For one thread. */
class FakeSync implements SyncFileBackend {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    final List<String> done = new ArrayList<>();
    final List<Conflict> standing = new ArrayList<>();
    final List<PathChange> changes = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    SyncResult result = new SyncResult(Optional.of(COMMIT), 0, 0, List.of());
    RuntimeException failure;
    Optional<String> commit = Optional.of(COMMIT);
    Optional<Instant> lastContact = Optional.empty();
    Optional<FileBackendException> lastFailure = Optional.empty();
    int ahead;
    int behind;

    static Optional<Version> file(long size) {
        return Optional.of(new Version(FileType.FILE, size, false, Optional.empty()));
    }

    static Optional<Version> moved(long size, String to) {
        return Optional.of(new Version(FileType.FILE, size, true, Optional.of(to)));
    }

    FakeSync with(String id, Kind kind, Optional<Version> local, Optional<Version> remote) {
        return with(new Conflict(id, id, kind, file(1), local, remote, false));
    }

    FakeSync with(String... ids) {
        for (String id : ids) {
            with(id, Kind.BOTH_MODIFIED, file(10), file(2000));
        }
        return this;
    }

    FakeSync with(Conflict conflict) {
        standing.add(conflict);
        return this;
    }

    private SyncResult does(String what) {
        if (failure != null) {
            throw failure;
        }
        done.add(what);
        return result;
    }

    @Override
    public SyncResult push(String message) {
        return does("push " + message);
    }

    @Override
    public SyncResult push() {
        return does("push");
    }

    @Override
    public SyncResult pull() {
        return does("pull");
    }

    @Override
    public SyncResult sync() {
        return does("sync");
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus("git+ssh://host/docs", "main", commit, ahead, behind, changes, standing, lastContact,
                lastFailure, notes);
    }

    @Override
    public List<Conflict> conflicts() {
        return List.copyOf(standing);
    }

    @Override
    public InputStream openConflict(String id, Side side) {
        find(id).version(side).orElseThrow(() -> new NotFoundException(id));
        return new ByteArrayInputStream((side + " of " + id).getBytes(StandardCharsets.UTF_8));
    }

    private Conflict find(String id) {
        return standing.stream().filter(one -> one.id().equals(id)).findAny()
                .orElseThrow(() -> new NotFoundException(id));
    }

    private void settle(String id, String how) {
        Conflict conflict = find(id);
        does(how + " " + id);
        standing.remove(conflict);
    }

    @Override
    public void acceptLocal(String id) {
        settle(id, "local");
    }

    @Override
    public void acceptRemote(String id) {
        settle(id, "remote");
    }

    @Override
    public void resolve(String id, Content content) {
        find(id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(Channels.newChannel(bytes));
            settle(id, bytes.toString(StandardCharsets.UTF_8) + " for");
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.SOURCE_FAILED, id, "cannot be read", e);
        }
    }

    @Override
    public void abort() {
        does("abort");
        standing.clear();
    }
}
