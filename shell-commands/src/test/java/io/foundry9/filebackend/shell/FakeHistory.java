package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.Versioned;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A past that the test makes up; it notes what it is asked. For one thread. */
final class FakeHistory implements Versioned {

    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    final List<String> asked = new ArrayList<>();
    final List<Revision> revisions = new ArrayList<>();
    final List<PathChange> differences = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    String text = "";
    /** What is not there, whatever is asked. */
    String missing;

    FakeHistory with(String version, String author, String message, PathChange... changes) {
        revisions.add(new Revision(version, TIME, author, message, List.of(changes)));
        return this;
    }

    private void ask(String what) {
        asked.add(what);
        if (missing != null) {
            throw new NotFoundException(missing);
        }
    }

    @Override
    public List<Revision> history(String path, int limit) {
        ask("history '" + path + "' " + limit);
        return revisions.stream().limit(limit).toList();
    }

    @Override
    public InputStream openAt(String path, String version) {
        return new ByteArrayInputStream(readAt(path, version));
    }

    @Override
    public byte[] readAt(String path, String version) {
        ask("read " + path + " " + version);
        return (path + " at " + version).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<PathChange> diff(String from, String to) {
        ask("diff '" + from + "' '" + to + "'");
        return differences;
    }

    @Override
    public String diffText(String path, String from, String to) {
        ask("text '" + path + "' '" + from + "' '" + to + "'");
        return text;
    }

    @Override
    public FileInfo restore(String path, String version) {
        ask("restore " + path + " " + version);
        return FileInfo.builder(path, FileType.FILE).build();
    }

    @Override
    public Snapshot snapshot(String name, String message) {
        ask("snapshot " + name + " '" + message + "'");
        if (name.contains(" ")) {
            throw new IllegalArgumentException("a name has no blanks");
        }
        if (snapshots.stream().anyMatch(one -> one.name().equals(name))) {
            throw new AlreadyExistsException(name, FileType.FILE);
        }
        Snapshot made = new Snapshot(name, FakeSync.COMMIT, TIME, message);
        snapshots.add(0, made);
        return made;
    }

    @Override
    public List<Snapshot> snapshots() {
        ask("snapshots");
        return snapshots;
    }
}
