package io.foundry9.filebackend.git;

import io.foundry9.filebackend.NotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds the commit that a version names. Safe for use by many threads. */
final class Versions {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4,40}");

    private final Repository repository;
    private final Branch branch;

    Versions(Repository repository, Branch branch) {
        this.repository = repository;
        this.branch = branch;
    }

    /** By the name of a snapshot, or by an id or a beginning of one that no other commit has. */
    ObjectId find(String version) throws IOException {
        boolean isName = Repository.isValidRefName(Constants.R_TAGS + version);
        Optional<ObjectId> named = isName ? branch.read(Constants.R_TAGS + version) : Optional.empty();
        try (ObjectReader reader = repository.newObjectReader(); RevWalk walk = new RevWalk(reader)) {
            if (named.isPresent()) {
                return walk.parseCommit(named.get()).copy();
            }
            List<ObjectId> found = new ArrayList<>();
            if (HEX.matcher(version).matches()) {
                for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(version))) {
                    commit(walk, id).ifPresent(found::add);
                }
            }
            if (found.size() != 1) {
                throw new NotFoundException(version);
            }
            return found.get(0);
        }
    }

    private static Optional<ObjectId> commit(RevWalk walk, ObjectId id) throws IOException {
        try {
            RevCommit commit = walk.parseCommit(id);
            return Optional.of(commit.copy());
        } catch (IncorrectObjectTypeException | MissingObjectException e) {
            return Optional.empty();
        }
    }
}
