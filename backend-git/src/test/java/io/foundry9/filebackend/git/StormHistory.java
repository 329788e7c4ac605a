package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Checks the history of a branch against the versions that files have had: each of them is in some commit, and from commit
 * to commit, each file only goes on from an earlier version to a later one, also over merges. So nobody's change was lost or
 * undone.
 */
final class StormHistory {

    /** Of each path in order, beginning with its absence, which is {@code null}. */
    private final TreeMap<String, List<ObjectId>> versions = new TreeMap<>();

    /** Those that need not be in any commit, as nobody was told that they were written. */
    private final Set<ObjectId> doubtful = new HashSet<>();

    private final Set<ObjectId> seen = new HashSet<>();
    private final Map<ObjectId, int[]> reached = new HashMap<>();
    private final ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
    private int commits;

    /** Notes what the files of a writer are after each of so many steps, some of which were not acknowledged. */
    void note(String writer, long seed, int steps, Set<Integer> unacknowledged) {
        StormSteps all = new StormSteps(writer, seed);
        for (int step = 0; step < steps; step++) {
            Map<String, String> before = new TreeMap<>(all.files());
            all.skip();
            before.keySet().stream().filter(path -> !all.files().containsKey(path)).forEach(path -> add(path, null));
            all.files().forEach(this::add);
            if (unacknowledged.contains(step)) {
                all.files().entrySet().stream().filter(file -> !file.getValue().equals(before.get(file.getKey())))
                        .forEach(file -> doubtful.add(id(file.getValue())));
            }
        }
    }

    private ObjectId id(String text) {
        return formatter.idFor(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Notes what a file is next; {@code null} if it goes. */
    void add(String path, String text) {
        List<ObjectId> list = versions.computeIfAbsent(path, any -> {
            List<ObjectId> made = new ArrayList<>();
            made.add(null);
            return made;
        });
        ObjectId id = text == null ? null : id(text);
        if (!Objects.equals(list.get(list.size() - 1), id)) {
            list.add(id);
        }
    }

    /** Checks all commits of a branch, the last of which has the last version of each file; how many they are. */
    int check(Path repository, String branch) throws IOException {
        try (Repository opened = new FileRepositoryBuilder().setGitDir(repository.toFile()).build();
                RevWalk walk = new RevWalk(opened)) {
            ObjectId tip = opened.resolve(branch);
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(tip));
            for (RevCommit commit : walk) {
                check(opened, commit);
            }
            Map<String, ObjectId> last = files(opened, walk.parseCommit(tip));
            versions.forEach((path, list) -> {
                assertThat(last.get(path)).as(path).isEqualTo(list.get(list.size() - 1));
                assertThat(list).as("versions of " + path)
                        .allMatch(id -> id == null || seen.contains(id) || doubtful.contains(id));
            });
        }
        return commits;
    }

    private void check(Repository repository, RevCommit commit) throws IOException {
        Map<String, ObjectId> found = files(repository, commit);
        assertThat(versions.keySet()).containsAll(found.keySet());
        seen.addAll(found.values());
        int[] here = new int[versions.size()];
        int file = 0;
        for (Map.Entry<String, List<ObjectId>> each : versions.entrySet()) {
            for (RevCommit parent : commit.getParents()) {
                here[file] = Math.max(here[file], reached.get(parent.copy())[file]);
            }
            int earliest = here[file];
            ObjectId id = found.get(each.getKey());
            while (!Objects.equals(each.getValue().get(here[file]), id)) {
                here[file]++;
                assertThat(here[file]).as("%s is %s in commit %s (%s), which comes not after the %sth of %s",
                        each.getKey(), id, commit.name(), commit.getShortMessage(), earliest, each.getValue())
                        .isLessThan(each.getValue().size());
            }
            file++;
        }
        reached.put(commit.copy(), here);
        commits++;
    }

    private static Map<String, ObjectId> files(Repository repository, RevCommit commit) throws IOException {
        Map<String, ObjectId> files = new HashMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(walk.getPathString(), walk.getObjectId(0));
            }
        }
        return files;
    }
}
