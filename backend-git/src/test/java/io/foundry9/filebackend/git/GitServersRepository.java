package io.foundry9.filebackend.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Repositories on either side of a remote, and what is put into them. */
final class GitServersRepository implements AutoCloseable {

    private static final PersonIdent NOBODY = new PersonIdent("Nobody", "nobody@example.org");

    final Repository git;

    private GitServersRepository(Repository git) {
        this.git = git;
    }

    static GitServersRepository bare(Path folder) throws IOException {
        GitServersRepository made = new GitServersRepository(
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build());
        made.git.create(true);
        made.git.updateRef(Constants.HEAD).link("refs/heads/main");
        return made;
    }

    static GitServersRepository work(Path folder) throws IOException {
        GitServersRepository made = new GitServersRepository(
                new FileRepositoryBuilder().setWorkTree(folder.toFile()).build());
        made.git.create();
        made.git.updateRef(Constants.HEAD).link("refs/heads/main");
        return made;
    }

    /** Puts a commit with one file on top of a branch. */
    ObjectId commit(String branch, String name, String text) throws IOException {
        return commit(branch, Map.of(name, text.getBytes(UTF_8)));
    }

    ObjectId commit(String branch, Map<String, byte[]> files) throws IOException {
        ObjectId parent = tip("refs/heads/" + branch);
        ObjectId commit = build(parent, files);
        set("refs/heads/" + branch, commit);
        return commit;
    }

    /** A commit that no branch leads to yet. */
    ObjectId build(ObjectId parent, Map<String, byte[]> files) throws IOException {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                // As bytes, else JGit would not let a malicious name in.
                byte[] name = file.getKey().getBytes(UTF_8);
                tree.append(name, 0, name.length, FileMode.REGULAR_FILE,
                        inserter.insert(Constants.OBJ_BLOB, file.getValue()), true);
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            if (parent != null) {
                commit.setParentId(parent);
            }
            commit.setAuthor(NOBODY);
            commit.setCommitter(NOBODY);
            commit.setMessage("a commit with " + files.keySet());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    ObjectId tag(String name, ObjectId commit) throws IOException {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(commit, Constants.OBJ_COMMIT);
            tag.setTagger(NOBODY);
            tag.setMessage("the tag " + name);
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            set("refs/tags/" + name, id);
            return id;
        }
    }

    void set(String ref, ObjectId id) throws IOException {
        RefUpdate update = git.updateRef(ref);
        update.setNewObjectId(id);
        update.setForceUpdate(true);
        update.update();
    }

    /** Where a ref is, or {@code null}. */
    ObjectId tip(String ref) throws IOException {
        Ref found = git.exactRef(ref);
        return found == null ? null : found.getObjectId();
    }

    /** Whether all that a commit leads to is here. */
    boolean isComplete(ObjectId commit) throws IOException {
        RemoteObjects.check(git, commit);
        return true;
    }

    int countCommits(ObjectId tip) throws IOException {
        try (RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(tip));
            int count = 0;
            while (walk.next() != null) {
                count++;
            }
            return count;
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
