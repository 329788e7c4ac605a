package io.foundry9.filebackend.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;

/** Makes bare git repositories to measure with. */
final class Histories {
    private static final String MAIN = Constants.R_HEADS + "main";

    private Histories() {
    }

    /** A repository whose first commit has all files but one for each further commit, which adds it. */
    static Path make(Path folder, List<String> names, int commits) throws IOException {
        try (FileRepository repository = new FileRepository(folder.toFile())) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(MAIN);
            ObjectId last;
            try (ObjectInserter inserter = repository.getObjectDatabase().newPackInserter()) {
                DirCache index = DirCache.newInCore();
                DirCacheBuilder builder = index.builder();
                int first = names.size() - commits + 1;
                for (String name : names.subList(0, first)) {
                    builder.add(entry(inserter, name));
                }
                builder.finish();
                last = commit(inserter, index, null, 0);
                for (int i = first; i < names.size(); i++) {
                    DirCacheEntry added = entry(inserter, names.get(i));
                    var editor = index.editor();
                    editor.add(new DirCacheEditor.PathEdit(names.get(i)) {
                        @Override
                        public void apply(DirCacheEntry entry) {
                            entry.setFileMode(FileMode.REGULAR_FILE);
                            entry.setObjectId(added.getObjectId());
                        }
                    });
                    editor.finish();
                    last = commit(inserter, index, last, i);
                }
                inserter.flush();
            }
            RefUpdate update = repository.updateRef(MAIN);
            update.setNewObjectId(last);
            update.update();
        }
        return folder;
    }

    private static DirCacheEntry entry(ObjectInserter inserter, String name) throws IOException {
        DirCacheEntry entry = new DirCacheEntry(name);
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, name.getBytes(StandardCharsets.UTF_8)));
        return entry;
    }

    private static ObjectId commit(ObjectInserter inserter, DirCache index, ObjectId parent, int number)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(index.writeTree(inserter));
        if (parent != null) {
            commit.setParentId(parent);
        }
        PersonIdent author =
                new PersonIdent("bench", "bench@example.com", Instant.ofEpochSecond(1_700_000_000L + number),
                        ZoneOffset.UTC);
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage("Commit " + number);
        return inserter.insert(commit);
    }
}
