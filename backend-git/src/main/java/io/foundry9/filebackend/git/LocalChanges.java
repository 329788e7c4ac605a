package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Commits what has changed in the work tree: what is known to have changed, or what a look at all of it finds. Callers hold
 * a lock that covers what they commit. Safe for use by many threads.
 */
final class LocalChanges {

    private final GitRoot root;

    LocalChanges(GitRoot root) {
        this.root = root;
    }

    /** Commits what was written through this store and is in no commit yet. */
    Optional<ObjectId> commitPending(String message) throws IOException {
        return commit(root.pending().take(), edits -> message);
    }

    /**
     * Commits some paths.
     *
     * @param message of the commit, by what is in it
     * @return absent if nothing has changed there
     */
    Optional<ObjectId> commit(Collection<StorePath> paths, Function<Edits, String> message) throws IOException {
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        try {
            root.branch().requireCheckedOut();
            List<RawPath> changed = new ArrayList<>();
            for (StorePath path : paths) {
                changed.addAll(filesOf(path));
            }
            return commitFiles(changed, message);
        } catch (IOException | RuntimeException e) {
            root.pending().add(paths);
            throw e;
        }
    }

    /** The files that may have changed at a path; the path itself if nothing is there, or a file. */
    private List<RawPath> filesOf(StorePath path) throws IOException {
        RawPath located = RawPath.of(located(path));
        if (!root.workFiles().isDirectory(located)) {
            return List.of(located);
        }
        return scan().changes(tree(), located);
    }

    /** Where a path leads, links on the way followed; as it is where there is no such way any more. */
    private StorePath located(StorePath path) throws IOException {
        try {
            return root.files().located(path);
        } catch (FileBackendException e) {
            return path;
        }
    }

    private Scan scan() {
        return new Scan(root.repository(), root.workFiles(), root.known());
    }

    private Optional<ObjectId> tree() throws IOException {
        return root.branch().tree(root.committer().tip().commit());
    }

    /** What a look at the whole work tree finds to have changed. */
    List<RawPath> find() throws IOException {
        root.catchUp().run();
        return scan().changes(tree(), RawPath.ROOT);
    }

    /** Commits all that has changed, whoever has changed it. */
    Optional<ObjectId> commitAll(String message) throws IOException {
        root.branch().requireCheckedOut();
        List<StorePath> written = root.pending().take();
        try {
            List<RawPath> changed = new ArrayList<>(find());
            for (StorePath path : written) {
                changed.addAll(filesOf(path)); // also what is ignored, if it was written through us
            }
            return commitFiles(changed, edits -> message);
        } catch (IOException | RuntimeException e) {
            root.pending().add(written);
            throw e;
        }
    }

    /** The tree that would be committed now. */
    Optional<ObjectId> treeOfNow() throws IOException {
        List<RawPath> changed = find();
        Optional<ObjectId> tree = tree();
        try (ObjectInserter inserter = root.repository().newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            Optional<ObjectId> now = new TreeWriter(reader, inserter).write(tree, edits(changed, inserter));
            inserter.flush();
            return now;
        }
    }

    private Edits edits(Collection<RawPath> paths, ObjectInserter inserter) throws IOException {
        Edits edits = new Edits();
        for (RawPath path : paths) {
            Optional<WorkFiles.Found> found =
                    root.workFiles().look(path, WorkFiles.Blobs.stored(inserter), Optional.empty());
            edits.set(path, found.map(WorkFiles.Found::entry));
            found.ifPresent(seen -> root.known().note(path, seen));
        }
        return edits;
    }

    /** Commits files as they are now. */
    Optional<ObjectId> commitFiles(Collection<RawPath> paths, Function<Edits, String> message) throws IOException {
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectInserter inserter = root.repository().newObjectInserter()) {
            Edits edits = edits(paths, inserter);
            Optional<ObjectId> commit = root.committer().commit(edits, message.apply(edits), inserter);
            commit.ifPresent(made -> root.follower().nudge());
            return commit;
        }
    }
}
