package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.compat.ExceptionMapping;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.testkit.MemoryBackendFactory;
import io.foundry9.filebackend.vault.VaultContext;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of {@code docs/migrating-from-python.md}, run, and what it says of data that is there already, tried. */
class MigratingFromPythonPageTest {

    @TempDir Path top;

    private final List<String> logged = new ArrayList<>();
    private Path folder;
    private FileBackend files;
    private int bytes;

    @BeforeEach
    void open() {
        folder = top.resolve("files");
        files = SchemeRegistry.discover().open("file://" + folder + "?create_root=true");
    }

    @AfterEach
    void close() {
        files.close();
    }

    private void log(String line) {
        logged.add(line);
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of("docs/migrating-from-python.md").areIn(MigratingFromPythonPageTest.class);
    }

    @Test
    void opening() {
        try (FileBackend files = SchemeRegistry.discover().open("file://" + folder + "?create_root=true")) {
            files.create("notes/a.txt", Content.of("one\n"));
        }
        assertThat(folder.resolve("notes/a.txt")).hasContent("one\n");
    }

    @Test
    void aSchemeOfOnesOwn() {
        SchemeRegistry schemes = SchemeRegistry.discover();
        schemes.register(new MemoryBackendFactory());
        FileBackend memory = schemes.open("memory://anything");
        memory.create("a", Content.of("text"));
        assertThat(memory.readText("a")).isEqualTo("text");
        memory.close();
    }

    @Test
    void creatingReadingUpdatingDeleting() {
        files.create("notes/a.txt", Content.of("one\n"));
        files.append("notes/a.txt", Content.of("two\n"));
        String text = files.readText("notes/a.txt");
        files.delete("notes", DeleteOption.RECURSIVE);
        assertThat(text).isEqualTo("one\ntwo\n");
        assertThat(files.list("")).isEmpty();
    }

    @Test
    void aMissingDirectoryIsAnErrorUnlessItIsToBeMade() {
        assertThatThrownBy(() -> SchemeRegistry.discover().open("file://" + top.resolve("missing")))
                .isInstanceOf(BackendUnavailableException.class);
        assertThatThrownBy(() -> SchemeRegistry.discover().open("file://" + folder + "?nosuch=1"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nosuch");
    }

    private void process(ByteBuffer chunk) {
        bytes += chunk.remaining();
    }

    @Test
    void streams() {
        files.create("big.bin", Content.of(new byte[200_000]));
        try (Stream<ByteBuffer> chunks = files.streamRead("big.bin", 65_536)) {
            chunks.forEach(this::process);
        }
        try (Stream<ByteBuffer> chunks = files.streamRead("big.bin")) {
            files.create("copy.bin", Content.ofChunks(chunks.iterator()));
        }
        assertThat(bytes).isEqualTo(200_000);
        assertThat(files.read("copy.bin")).isEqualTo(new byte[200_000]);
    }

    @Test
    void checksums() {
        files.create("a.txt", Content.of("abc"));
        files.create("b.txt", Content.of("b"));
        String sum = files.checksum("a.txt", ChecksumAlgorithm.SHA512);
        Map<String, String> sums =
                files.checksumMany(List.of("b.txt", "missing.txt", "a.txt"), ChecksumAlgorithm.SHA256);
        assertThat(sum).startsWith("ddaf35a193617aba").hasSize(128);
        assertThat(sums).containsOnlyKeys("b.txt", "a.txt");
        assertThat(sums.keySet()).containsExactly("b.txt", "a.txt");
        assertThat(sums).containsEntry("a.txt", files.checksum("a.txt"));
    }

    @Test
    void patterns() {
        List.of("a.py", "dir/b.py", "dir/.hidden.py", "dir/c.txt")
                .forEach(path -> files.create(path, Content.empty()));
        List<String> sources = files.glob("**/*.py");
        List<String> all = files.glob("*", GlobOption.INCLUDE_DIRECTORIES);
        assertThat(sources).containsExactly("a.py", "dir/.hidden.py", "dir/b.py");
        assertThat(all).containsExactly("a.py", "dir");
        assertThat(files.glob("**")).contains("dir/c.txt").hasSize(4);
        assertThat(files.globDirectories("*")).containsExactly("dir");
    }

    @Test
    void infos() {
        files.create("a.txt", Content.of("text"));
        FileInfo info = files.info("a.txt");
        Map<String, Object> json = info.toMap();
        assertThat(json).containsEntry("path", "a.txt").containsEntry("type", "file").containsEntry("size", 4L)
                .containsEntry("encoding", "utf-8").containsKeys("modified", "version").doesNotContainKey("checksums");
        assertThat(info.isText()).isTrue();
        assertThat(files.list("").get(0).encoding()).isEmpty();
    }

    @Test
    void withoutWaiting() {
        List<CompletableFuture<FileInfo>> writes = IntStream.range(0, 100)
                .mapToObj(i -> files.async().create("many/" + i, Content.of("x")).toCompletableFuture())
                .toList();
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
        assertThat(files.list("many")).hasSize(100);
    }

    @Test
    void sessions() {
        files.create("index.txt", Content.empty());
        files.inSession(Duration.ofSeconds(10), session -> {
            session.create("a.txt", Content.of("one"));
            return session.append("index.txt", Content.of("a.txt\n"));
        });
        assertThat(files.readText("index.txt")).isEqualTo("a.txt\n");
    }

    @Test
    void syncWithARemote() throws GitAPIException {
        remote();
        try (FileBackend docs = work("docs"); FileBackend elsewhere = work("elsewhere")) {
            docs.create("a.txt", Content.of("base\n"));
            docs.as(SyncFileBackend.class).orElseThrow().push();
            elsewhere.as(SyncFileBackend.class).orElseThrow().pull();
            elsewhere.update("a.txt", Content.of("there\n"));
            elsewhere.as(SyncFileBackend.class).orElseThrow().push();
            docs.update("a.txt", Content.of("here\n"));
            sync(docs);
            assertThat(docs.readText("a.txt")).isEqualTo("there\n");
            assertThat(docs.as(SyncFileBackend.class).orElseThrow().pull().isUpToDate()).isTrue();
        }
    }

    private static void sync(FileBackend docs) {
        SyncFileBackend sync = docs.as(SyncFileBackend.class).orElseThrow();
        try {
            sync.sync();
        } catch (ConflictException e) {
            for (Conflict conflict : sync.conflicts()) {
                sync.acceptRemote(conflict.id());
            }
            sync.push("Theirs");
        }
    }

    private Git remote() throws GitAPIException {
        Git.init().setBare(true).setInitialBranch("main").setDirectory(top.resolve("docs.git").toFile()).call()
                .close();
        try (FileBackend first = work("first")) {
            first.create("first.txt", Content.of("first\n"));
            first.as(SyncFileBackend.class).orElseThrow().push();
        }
        return Git.cloneRepository().setURI("file://" + top.resolve("docs.git"))
                .setDirectory(top.resolve("clone").toFile()).setBranch("main").call();
    }

    private FileBackend work(String name) {
        return SchemeRegistry.discover()
                .open("git+file://" + top.resolve("docs.git") + "@main?path=" + top.resolve(name));
    }

    private void report() {
        VaultContext.current().ifPresent(vault -> log(vault.name() + ": " + vault.glob("**")));
    }

    @Test
    void vaultsByName() {
        String uri = "file://" + top.resolve("docs") + "?create_root=true";
        try (VaultManager vaults = VaultManager.create()) {
            vaults.register("docs", uri);
            try (VaultContext docs = vaults.enter("docs")) {
                docs.create("a.txt", Content.of("text"));
                report();
            }
            assertThat(vaults.names()).containsExactly("docs");
        }
        assertThat(logged).containsExactly("docs: [a.txt]");
    }

    @Test
    void exceptions() throws IOException {
        try {
            byte[] bytes = ExceptionMapping.asJava(() -> files.read("missing.txt"));
            log(bytes.length + " bytes");
        } catch (NoSuchFileException e) {
            log("there is no " + e.getFile());
        }
        assertThat(logged).containsExactly("there is no missing.txt");
    }

    // What is stored already

    @Test
    void theLockFileOfThePythonLibraryIsAFileLikeAnyOther() throws IOException {
        Files.writeString(folder.resolve(".backend.lock"), "");
        Files.writeString(folder.resolve("a.txt"), "text");
        assertThat(files.glob("*")).containsExactly(".backend.lock", "a.txt");
        files.delete(".backend.lock");
        assertThat(files.readText("a.txt")).isEqualTo("text");
    }

    @Test
    void aWorkTreeIsTakenOverOnceItsLockFileIsGone() throws IOException, GitAPIException {
        remote().close();
        Path lock = top.resolve("clone/.backend.lock");
        Files.writeString(lock, "");
        assertThatThrownBy(() -> work("clone")).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("not committed").hasMessageContaining(".backend.lock");
        Files.delete(lock);
        try (FileBackend docs = work("clone")) {
            assertThat(docs.readText("first.txt")).isEqualTo("first\n");
        }
    }

    @Test
    void filesOfAVectorStoreAreReadUnderTheirLastNamesAndCopiedToWhereTheyBelong() {
        try (OpenAiEmulator service = OpenAiEmulator.strict().start()) {
            String store = service.createVectorStore("old");
            String first = upload(service, store, "a.txt", "first");
            String second = upload(service, store, "a.txt", "second");
            upload(service, store, "notes.dir", "");
            try (FileBackend docs = SchemeRegistry.discover().open(
                    "openai+vector://" + store + "?api_key=sk-emulator&base_url=" + service.baseUrl())) {
                assertThat(docs.glob("*")).hasSize(3).contains("a.txt", "notes.dir")
                        .containsAnyOf(first, second);
                String text = docs.readText("a.txt");
                docs.copy("a.txt", "notes/a.txt");
                assertThat(docs.readText("notes/a.txt")).isEqualTo(text).isIn("first", "second");
                assertThatThrownBy(() -> docs.delete("a.txt")).isInstanceOf(InvalidOperationException.class)
                        .hasMessageContaining("console");
            }
        }
    }

    private static String upload(OpenAiEmulator service, String store, String name, String text) {
        String id = service.addFile(name, "assistants", text.getBytes(StandardCharsets.UTF_8));
        service.attach(store, id, Map.of());
        return id;
    }
}
