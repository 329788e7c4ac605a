package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.ext.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Snapshots are annotated tags. One that was made here and is not at the remote yet has a second ref, under
 * {@code refs/f9-tags}, until the next push has taken it along. Safe for use by many threads.
 */
final class Snapshots {

    private static final String UNPUBLISHED = OwnRefs.PREFIX + "-tags/";

    private final Repository repository;
    private final Branch branch;
    private final Identity identity;

    Snapshots(Repository repository, Branch branch, Identity identity) {
        this.repository = repository;
        this.branch = branch;
        this.identity = identity;
    }

    Snapshot make(String name, ObjectId commit, String message) throws IOException {
        String ref = Constants.R_TAGS + name;
        if (name.isEmpty() || !Repository.isValidRefName(ref)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a snapshot: it must be one for a tag of git,"
                            + " such as v1.0");
        }
        if (branch.read(ref).isPresent()) {
            throw new AlreadyExistsException(name, FileType.OTHER);
        }
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(commit, Constants.OBJ_COMMIT);
            tag.setTagger(identity.now());
            tag.setMessage(message);
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            branch.move(UNPUBLISHED + name, branch.read(UNPUBLISHED + name), id, null);
            if (!branch.move(ref, Optional.empty(), id, null)) {
                throw new AlreadyExistsException(name, FileType.OTHER);
            }
            return new Snapshot(name, commit.name(), tag.getTagger().getWhenAsInstant().truncatedTo(ChronoUnit.SECONDS),
                    message);
        }
    }

    /** All, the latest first. */
    List<Snapshot> list() throws IOException {
        List<Snapshot> found = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                RevObject named = walk.parseAny(ref.getObjectId());
                RevObject peeled = walk.peel(named);
                if (peeled instanceof RevCommit commit) {
                    walk.parseBody(commit);
                    found.add(snapshot(ref.getName().substring(Constants.R_TAGS.length()), named, commit));
                }
            }
        }
        found.sort(Comparator.comparing(Snapshot::time).reversed().thenComparing(Snapshot::name));
        return List.copyOf(found);
    }

    private static Snapshot snapshot(String name, RevObject named, RevCommit commit) {
        if (named instanceof RevTag tag && tag.getTaggerIdent() != null) {
            return new Snapshot(name, commit.name(), tag.getTaggerIdent().getWhenAsInstant(),
                    tag.getFullMessage().strip());
        }
        return new Snapshot(name, commit.name(), Instant.ofEpochSecond(commit.getCommitTime()), "");
    }

    /** The names of those that the remote does not have yet. */
    List<String> unpublished() throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(UNPUBLISHED).stream()
                .map(ref -> ref.getName().substring(UNPUBLISHED.length())).toList();
    }

    /** The remote has these now. */
    void published(List<String> names) throws IOException {
        for (String name : names) {
            branch.delete(UNPUBLISHED + name, branch.read(UNPUBLISHED + name));
        }
    }
}
