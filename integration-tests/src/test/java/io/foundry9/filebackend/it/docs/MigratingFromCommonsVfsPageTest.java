package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.vault.ContentEvent;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.vfs2.Capability;
import org.apache.commons.vfs2.FileChangeEvent;
import org.apache.commons.vfs2.FileFilterSelector;
import org.apache.commons.vfs2.FileListener;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.PatternFileSelector;
import org.apache.commons.vfs2.Selectors;
import org.apache.commons.vfs2.VFS;
import org.apache.commons.vfs2.filter.WildcardFileFilter;
import org.apache.commons.vfs2.impl.StandardFileSystemManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of {@code docs/migrating-from-commons-vfs.md}: both sides run on one directory. */
class MigratingFromCommonsVfsPageTest {

    @TempDir Path folder;

    private final List<String> logged = new ArrayList<>();
    private StandardFileSystemManager manager;
    private FileObject root;
    private FileBackend files;

    @BeforeEach
    void open() throws IOException {
        manager = new StandardFileSystemManager();
        manager.init();
        root = manager.resolveFile(folder.toUri());
        files = SchemeRegistry.discover().open("file://" + folder);
    }

    @AfterEach
    void close() {
        files.close();
        manager.close();
    }

    @AfterAll
    static void closeTheirGlobalOne() {
        VFS.close();
    }

    private void log(String line) {
        logged.add(line);
    }

    private static List<String> names(FileObject[] found) {
        return Arrays.stream(found).map(file -> file.getName().getBaseName()).filter(name -> !name.equals(".f9"))
                .sorted().toList();
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of("docs/migrating-from-commons-vfs.md").areIn(MigratingFromCommonsVfsPageTest.class);
    }

    @Test
    void openingThere() throws IOException {
        FileObject root = VFS.getManager().resolveFile(folder.toUri());
        FileObject note = root.resolveFile("notes/a.txt");
        try (OutputStream out = note.getContent().getOutputStream()) {
            out.write("one\n".getBytes(StandardCharsets.UTF_8));
        }
        log(note.getContent().getString(StandardCharsets.UTF_8));
        root.close();
        assertThat(logged).containsExactly(files.readText("notes/a.txt"));
    }

    @Test
    void openingHere() throws IOException {
        try (FileBackend files = SchemeRegistry.discover().open("file://" + folder)) {
            files.write("notes/a.txt", Content.of("one\n"));
            log(files.readText("notes/a.txt"));
        }
        assertThat(logged)
                .containsExactly(root.resolveFile("notes/a.txt").getContent().getString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsThere() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "text");
        FileInfo info = files.info("a.txt");
        FileObject file = root.resolveFile("a.txt");
        assertThat(file.getType()).isEqualTo(FileType.FILE);
        assertThat(info.isFile()).isTrue();
        assertThat(info.size()).isEqualTo(file.getContent().getSize());
        assertThat(info.modified().orElseThrow().toEpochMilli()).isEqualTo(file.getContent().getLastModifiedTime());
        assertThat(root.resolveFile("b.txt").getType()).isEqualTo(FileType.IMAGINARY);
        assertThatThrownBy(() -> files.info("b.txt")).isInstanceOf(NotFoundException.class);
        assertThat(file.getContent().getContentInfo().getContentType()).isEqualTo("text/plain");
        assertThat(file.getContent().getContentInfo().getContentEncoding()).isNull();
        assertThat(info.encoding()).contains("utf-8");
    }

    @Test
    void whatIsNotRefusedThere() throws IOException {
        FileObject file = root.resolveFile("a.txt");
        file.createFile();
        file.createFile();
        assertThatThrownBy(() -> files.create("a.txt", Content.empty())).isInstanceOf(AlreadyExistsException.class);
        root.resolveFile("dir").createFolder();
        root.resolveFile("dir").createFolder();
        assertThatThrownBy(() -> files.createDirectory("dir")).isInstanceOf(AlreadyExistsException.class);
        files.createDirectory("dir", WriteOption.OVERWRITE);

        assertThat(root.resolveFile("missing").delete()).isFalse();
        assertThatThrownBy(() -> files.delete("missing")).isInstanceOf(NotFoundException.class);
        files.create("dir/b.txt", Content.empty());
        root.refresh();
        assertThat(root.resolveFile("dir").delete()).isFalse();
        assertThatThrownBy(() -> files.delete("dir")).isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void writingThereIsSeenWhileItGoesOn() throws IOException {
        files.create("a.txt", Content.of("old"));
        try (OutputStream out = root.resolveFile("a.txt").getContent().getOutputStream()) {
            out.write("ne".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(files.readText("a.txt")).isEqualTo("ne");
            out.write("w".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(files.readText("a.txt")).isEqualTo("new");
    }

    @Test
    void writingHereIsNot() throws IOException {
        files.create("a.txt", Content.of("old"));
        try (WriteHandle handle = files.openWrite("a.txt", WriteOption.OVERWRITE)) {
            handle.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)));
            assertThat(folder.resolve("a.txt")).hasContent("old");
            handle.commit();
        }
        assertThat(folder.resolve("a.txt")).hasContent("new");
    }

    @Test
    void whoNeedsAnOutputStreamTakesOneOfAHandle() throws IOException {
        try (WriteHandle handle = files.openWrite("a.txt", WriteOption.OVERWRITE)) {
            OutputStream out = Channels.newOutputStream(handle);
            out.write("text".getBytes(StandardCharsets.UTF_8));
            handle.commit();
        }
        assertThat(folder.resolve("a.txt")).hasContent("text");
    }

    @Test
    void appendingAndReadingFromAnOffset() throws IOException {
        files.create("a.txt", Content.of("one\n"));
        try (OutputStream out = root.resolveFile("a.txt").getContent().getOutputStream(true)) {
            out.write("two\n".getBytes(StandardCharsets.UTF_8));
        }
        files.append("a.txt", Content.of("three\n"));
        try (InputStream in = files.openRead("a.txt", 4)) {
            assertThat(in).hasContent("two\nthree\n");
        }
    }

    @Test
    void trees() throws IOException {
        List.of("a.txt", "dir/b.txt", "dir/deep/c.txt", "dir/d.md")
                .forEach(path -> files.create(path, Content.of(path)));
        root.refresh();
        List<String> children = files.list("dir").stream().map(FileInfo::name).toList();
        assertThat(children).isEqualTo(names(root.resolveFile("dir").getChildren())).containsExactly("b.txt", "d.md",
                "deep");
        List<String> everyFile = files.glob("**");
        assertThat(everyFile.stream().map(path -> path.substring(path.lastIndexOf('/') + 1)).sorted().toList())
                .isEqualTo(names(root.findFiles(Selectors.SELECT_FILES)).stream()
                        .filter(name -> files.globFiles("**/" + name).size() == 1).toList());
        List<String> texts = files.glob("**/*.txt");
        assertThat(texts).containsExactly("a.txt", "dir/b.txt", "dir/deep/c.txt");
        assertThat(names(root.findFiles(new PatternFileSelector(".*\\.txt")))).containsExactly("a.txt", "b.txt",
                "c.txt");
        assertThat(names(root.findFiles(new FileFilterSelector(new WildcardFileFilter("*.txt")))))
                .isEqualTo(files.glob("*.txt")).containsExactly("a.txt");
    }

    @Test
    void aSelectorOfOnesOwn() {
        files.create("small.txt", Content.of("x"));
        files.create("dir/large.txt", Content.of("x".repeat(2_000)));
        try (Stream<FileInfo> all = files.walk("")) {
            all.filter(info -> info.isFile() && info.size() > 1_000).map(FileInfo::path).forEach(this::log);
        }
        assertThat(logged).containsExactly("dir/large.txt");
    }

    @Test
    void copyingMergesThereAndIsRefusedHere() throws IOException {
        files.create("from/a.txt", Content.of("new"));
        files.create("to/a.txt", Content.of("old"));
        files.create("to/b.txt", Content.of("stays"));
        assertThatThrownBy(() -> files.copy("from", "to")).isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> files.copy("from", "to", WriteOption.OVERWRITE))
                .isInstanceOf(InvalidOperationException.class);
        root.resolveFile("to").copyFrom(root.resolveFile("from"), Selectors.SELECT_ALL);
        assertThat(files.readText("to/a.txt")).isEqualTo("new");
        assertThat(files.readText("to/b.txt")).isEqualTo("stays");
    }

    @Test
    void movingReplacesThereAndIsRefusedHere() throws IOException {
        files.create("a.txt", Content.of("a"));
        files.create("b.txt", Content.of("b"));
        assertThatThrownBy(() -> files.move("a.txt", "b.txt")).isInstanceOf(AlreadyExistsException.class);
        root.resolveFile("a.txt").moveTo(root.resolveFile("b.txt"));
        assertThat(files.readText("b.txt")).isEqualTo("a");
        files.create("c.txt", Content.of("c"));
        files.move("c.txt", "b.txt", WriteOption.OVERWRITE);
        assertThat(files.readText("b.txt")).isEqualTo("c");
    }

    @Test
    void fromOneBackendToAnother() throws IOException {
        files.create("a.txt", Content.of("text"));
        try (FileBackend other = SchemeRegistry.discover().open("file://" + folder + "/other?create_root=true")) {
            try (InputStream in = files.openRead("a.txt")) {
                other.write("a.txt", Content.of(in));
            }
            assertThat(other.readText("a.txt")).isEqualTo("text");
        }
        files.delete("other", DeleteOption.RECURSIVE);
        assertThat(files.exists("other")).isFalse();
    }

    @Test
    void theyRememberWeAsk() throws IOException {
        FileObject file = root.resolveFile("late.txt");
        assertThat(file.exists()).isFalse();
        assertThat(files.exists("late.txt")).isFalse();
        Files.writeString(folder.resolve("late.txt"), "text");
        assertThat(file.exists()).isFalse();
        assertThat(files.exists("late.txt")).isTrue();
        file.refresh();
        assertThat(file.exists()).isTrue();
    }

    @Test
    void listenersThere() throws IOException {
        FileObject file = root.resolveFile("a.txt");
        file.getFileSystem().addListener(file, new FileListener() {
            @Override
            public void fileChanged(FileChangeEvent event) {
                log("changed");
            }

            @Override
            public void fileCreated(FileChangeEvent event) {
                log("created");
            }

            @Override
            public void fileDeleted(FileChangeEvent event) {
                log("deleted");
            }
        });
        file.createFile();
        file.delete();
        assertThat(logged).containsExactly("created", "deleted");
    }

    @Test
    void listenersHere() {
        try (VaultManager vaults = VaultManager.create()) {
            FileBackend docs = vaults.register("docs", "file://" + folder);
            vaults.addContentListener(event -> {
                for (ContentEvent.Entry entry : event.entries()) {
                    log(event.vault() + ": " + entry.kind() + " " + entry.path());
                }
            });
            docs.create("a.txt", Content.of("text"));
            docs.delete("a.txt");
        }
        assertThat(logged).containsExactly("docs: WRITTEN a.txt", "docs: REMOVED a.txt");
    }

    @Test
    void capabilities() {
        boolean appends = root.getFileSystem().hasCapability(Capability.APPEND_CONTENT);
        boolean appendsInPlace = files.capabilities().has(Capabilities.Feature.APPEND_IN_PLACE);
        assertThat(appends).isTrue();
        assertThat(appendsInPlace).isTrue();
    }

    @Test
    void ourOwnFolderIsSeenThereAndNotHere() throws IOException {
        files.create("a.txt", Content.of("text"));
        root.refresh();
        assertThat(root.getChild(".f9").exists()).isTrue();
        assertThat(files.glob("*")).containsExactly("a.txt");
    }
}
