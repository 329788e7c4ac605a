package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.ext.Conflict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of two sides of a tree; each tree is written as {@code path=content}, with {@code *} before what runs. */
class TreeMergeTest {

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("merge"));
    private final ObjectInserter inserter = repository.newObjectInserter();
    private final ObjectReader reader = inserter.newReader();

    @AfterEach
    void close() {
        reader.close();
        inserter.close();
        repository.close();
    }

    private Optional<ObjectId> tree(String... files) throws IOException {
        Edits edits = new Edits();
        for (String file : files) {
            int equals = file.indexOf('=');
            String content = file.substring(equals + 1);
            boolean runs = content.startsWith("*");
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB,
                    (runs ? content.substring(1) : content).getBytes(StandardCharsets.UTF_8));
            FileMode mode = runs ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
            edits.put(RawPath.of(file.substring(0, equals).getBytes(StandardCharsets.UTF_8)),
                    new TreeEntry(mode, blob));
        }
        Optional<ObjectId> tree = new TreeWriter(reader, inserter).write(Optional.empty(), edits);
        inserter.flush();
        return tree;
    }

    private TreeMerge.Result merge(Optional<ObjectId> base, Optional<ObjectId> local, Optional<ObjectId> remote)
            throws IOException {
        TreeMerge.Result result = new TreeMerge(reader, inserter).merge(base, local, remote);
        inserter.flush();
        return result;
    }

    private Map<String, String> files(Optional<ObjectId> local, TreeMerge.Result merged) throws IOException {
        Optional<ObjectId> tree = new TreeWriter(reader, inserter).write(local, merged.edits());
        inserter.flush();
        Map<String, String> files = new TreeMap<>();
        for (Trees.Difference file : Trees.differences(reader, Optional.empty(), tree)) {
            TreeEntry entry = file.after().orElseThrow();
            String text = new String(reader.open(entry.id()).getBytes(), StandardCharsets.UTF_8);
            files.put(file.path().display(), (entry.isExecutable() ? "*" : "") + text);
        }
        return files;
    }

    private void merged(Optional<ObjectId> base, Optional<ObjectId> local, Optional<ObjectId> remote,
            String... expected) throws IOException {
        TreeMerge.Result result = merge(base, local, remote);
        assertThat(result.clashes()).isEmpty();
        assertThat(files(local, result)).isEqualTo(files(tree(expected), new TreeMerge.Result(new Edits(), null)));
    }

    @Test
    void whatOneSideHasDoneIsDone() throws IOException {
        merged(tree("a=1", "d/b=1"), tree("a=2", "d/b=1"), tree("a=1", "d/b=1", "d/c=3"), "a=2", "d/b=1", "d/c=3");
        merged(tree("a=1", "d/b=1"), tree("a=1", "d/b=1"), tree("a=1"), "a=1");
        merged(tree("a=1", "d/b=1"), tree("a=1"), tree("a=2", "d/b=1"), "a=2");
        merged(tree("a=1"), tree(), tree(), new String[0]);
        merged(Optional.empty(), Optional.empty(), tree("a=1"), "a=1");
    }

    @Test
    void aChangedModeIsKeptBesideAChangedContent() throws IOException {
        merged(tree("a=1\n"), tree("a=*1\n"), tree("a=2\n"), "a=*2\n");
        merged(tree("a=1\n"), tree("a=2\n"), tree("a=*1\n"), "a=*2\n");
        merged(tree("b=x"), tree("a=1", "b=x"), tree("a=*1", "b=x"), "a=*1", "b=x");
        merged(tree("b=x"), tree("a=*1", "b=x"), tree("a=1", "b=x"), "a=*1", "b=x");
    }

    @Test
    void linesAreMergedToTheByte() throws IOException {
        merged(tree("a=1\r\n2\n3\n4\n5"), tree("a=1\r\nx\n3\n4\n5"), tree("a=1\r\n2\n3\n4\ny"),
                "a=1\r\nx\n3\n4\ny");
        merged(tree("a=1\n2\n3\n"), tree("a=0\n1\n2\n3\n"), tree("a=1\n2\n3\n4"), "a=0\n1\n2\n3\n4");
    }

    @Test
    void aDirectoryThatIsDeletedOnOneSideLosesWhatTheOtherLeftAlone() throws IOException {
        TreeMerge.Result result =
                merge(tree("d/a=1", "d/b=1", "e=1"), tree("e=1"), tree("d/a=1", "d/b=2", "e=1"));
        assertThat(result.clashes()).extracting(TreeMerge.Clash::kind).containsExactly(Kind.DELETED_HERE);
        assertThat(result.clashes().get(0).path().display()).isEqualTo("d/b");
    }

    @Test
    void aFileAndADirectoryOfOneNameClash() throws IOException {
        TreeMerge.Result result = merge(tree("x=1"), tree("x=2"), tree("x/y=1"));
        assertThat(result.clashes()).extracting(TreeMerge.Clash::kind).containsExactly(Kind.DIFFERENT_TYPES);
        merged(tree("x=1"), tree("x=1"), tree("x/y=1"), "x/y=1");
        merged(tree("x/y=1"), tree("x/y=1"), tree("x=1"), "x=1");
    }
}
