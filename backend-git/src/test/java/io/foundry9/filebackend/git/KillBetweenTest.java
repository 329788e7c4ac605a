package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process dies between its commit and git's branch and index, which were to follow; then a person commits with git, before
 * anybody has the vault open again.
 */
class KillBetweenTest {

    @TempDir Path top;

    private GitFolders folders;
    private Path folder;

    /** How far it has come when it dies. */
    private enum Death {
        AFTER_THE_COMMIT, AFTER_THE_INDEX, AFTER_THE_BRANCH
    }

    /** What the person does. */
    private enum Person {
        ADDS_ALL, COMMITS_ALL, COMMITS_ONLY_ONE, COMMITS_WHAT_IS_STAGED, EDITS_OUR_FILE_AS_WELL
    }

    @BeforeEach
    void layOut() throws IOException {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        folder = folders.folder("vault");
        try (FileBackend vault = folders.open("vault")) {
            for (String name : new String[] {"changed", "deleted", "other", "untouched"}) {
                Files.writeString(folder.resolve(name), name + "\n");
            }
            sync(vault).push();
        }
    }

    private static SyncFileBackend sync(FileBackend vault) {
        return vault.as(SyncFileBackend.class).orElseThrow();
    }

    private static Stream<Arguments> all() {
        return Stream.of(Death.values()).flatMap(death -> Stream.of(Person.values())
                .map(person -> Arguments.of(death, person)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingOfOursAndNothingOfThePersonsIsLost(Death death, Person person) throws IOException {
        commitAndDie(death);
        act(person);
        String persons = folders.git("vault", "rev-parse", "main").strip();
        String ours = death == Death.AFTER_THE_BRANCH ? "main^" : "refs/f9/main";
        String commit = folders.git("vault", "rev-parse", ours).strip();
        try (FileBackend vault = folders.open("vault")) {
            sync(vault).sync();
            assertThat(sync(vault).conflicts()).isEmpty();
        }
        CrashTrees.assertInStep(folders, "vault");
        Map<String, String> expected = new TreeMap<>(Map.of("changed", "changed by us\n", "created", "created by us\n",
                "other", "changed by a person\n", "untouched", "untouched\n"));
        if (person == Person.EDITS_OUR_FILE_AS_WELL) {
            expected.put("changed", "changed by us\nand by a person\n");
        }
        assertThat(CrashTrees.files(folder, "")).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(GitFolders.gitIn(folders.remote(), "log", "--format=%H", "main").lines()).contains(persons, commit);
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main").lines())
                .containsExactlyElementsOf(expected.keySet());
    }

    /** What the dead one had put into the index, but not yet on the branch, is not what a person has staged. */
    @Test
    void aFileThatOnlyTheIndexHasGotAndThatIsDeletedThenIsNotLeftStaged() throws IOException {
        BackendUri uri = BackendUri.parse(folders.uri("vault"));
        GitConfig config = GitConfig.of(uri, Parameters.of(GitConfig.PARAMETERS, uri));
        GitRoot root = new Opening(config).open(JGitRemote.of(config.access()));
        try (ObjectInserter inserter = root.repository().newObjectInserter()) {
            Edits made = new Edits();
            made.set(raw("made"), write("made", inserter));
            root.committer().commit(made, "Made", inserter).orElseThrow();
            folders.git("vault", "read-tree", "refs/f9/main");
            folders.git("vault", "update-ref", "refs/f9-index/main", "refs/f9/main");
            Files.delete(folder.resolve("made"));
            Edits deleted = new Edits();
            deleted.remove(raw("made"));
            root.committer().commit(deleted, "Deleted", inserter).orElseThrow();
            assertThat(root.catchUp().run()).isEqualTo(CatchUp.Outcome.DONE);
        }
        root.close();
        assertThat(folders.git("vault", "status", "--porcelain")).isEmpty();
        assertThat(folders.git("vault", "for-each-ref", "refs/f9*")).isEmpty();
    }

    /** As a write does it, up to some point; then nobody closes anything. */
    private void commitAndDie(Death death) throws IOException {
        BackendUri uri = BackendUri.parse(folders.uri("vault"));
        GitConfig config = GitConfig.of(uri, Parameters.of(GitConfig.PARAMETERS, uri));
        GitRoot root = new Opening(config).open(JGitRemote.of(config.access()));
        try (Repository repository = root.repository(); LocalStore files = root.files();
                ObjectInserter inserter = repository.newObjectInserter()) {
            Edits edits = new Edits();
            edits.set(raw("changed"), write("changed", inserter));
            edits.set(raw("created"), write("created", inserter));
            Files.delete(folder.resolve("deleted"));
            edits.set(raw("deleted"), Optional.empty());
            root.committer().commit(edits, "Ours", inserter).orElseThrow();
        }
        if (death != Death.AFTER_THE_COMMIT) {
            folders.git("vault", "read-tree", "refs/f9/main");
        }
        if (death == Death.AFTER_THE_BRANCH) {
            folders.git("vault", "update-ref", "refs/heads/main", "refs/f9/main");
        }
    }

    private Optional<TreeEntry> write(String name, ObjectInserter inserter) throws IOException {
        byte[] bytes = (name + " by us\n").getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name), bytes);
        return Optional.of(new TreeEntry(FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes)));
    }

    private static RawPath raw(String name) {
        return RawPath.of(name.getBytes(StandardCharsets.UTF_8));
    }

    private void act(Person person) throws IOException {
        Files.writeString(folder.resolve("other"), "changed by a person\n");
        switch (person) {
            case ADDS_ALL -> {
                folders.git("vault", "add", "-A");
                folders.git("vault", "commit", "-m", "Person's");
            }
            case COMMITS_ALL -> folders.git("vault", "commit", "-a", "-m", "Person's");
            case COMMITS_ONLY_ONE -> folders.git("vault", "commit", "--only", "other", "-m", "Person's");
            case COMMITS_WHAT_IS_STAGED -> {
                folders.git("vault", "add", "other");
                folders.git("vault", "commit", "-m", "Person's");
            }
            case EDITS_OUR_FILE_AS_WELL -> {
                Files.writeString(folder.resolve("changed"), "changed by us\nand by a person\n");
                folders.git("vault", "commit", "-a", "-m", "Person's");
            }
        }
    }
}
