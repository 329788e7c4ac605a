package io.foundry9.filebackend.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** Checks what a remote has sent: a tree must not hold names such as {@code .git} or {@code ..}. */
final class RemoteObjects {

    private RemoteObjects() {}

    /** Old histories hold sloppy dates and file modes, which harm nobody. */
    static ObjectChecker checker() {
        return new ObjectChecker().setAllowInvalidPersonIdent(true).setAllowLeadingZeroFileMode(true);
    }

    /** Checks all that a commit leads to, as far as the history goes here. */
    static void check(Repository repository, ObjectId tip) throws IOException {
        ObjectChecker checker = checker();
        try (ObjectReader reader = repository.newObjectReader(); ObjectWalk walk = new ObjectWalk(reader)) {
            walk.markStart(walk.parseCommit(tip));
            for (RevObject commit = walk.next(); commit != null; commit = walk.next()) {
                check(checker, reader, commit);
            }
            for (RevObject entry = walk.nextObject(); entry != null; entry = walk.nextObject()) {
                check(checker, reader, entry);
            }
        }
    }

    /** A content can hold anything; it only has to be there. */
    private static void check(ObjectChecker checker, ObjectReader reader, RevObject object) throws IOException {
        ObjectLoader loader = reader.open(object, object.getType());
        if (object.getType() != Constants.OBJ_BLOB) {
            checker.check(object, object.getType(), loader.getCachedBytes());
        }
    }
}
