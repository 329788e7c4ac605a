package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.Layers;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.SearchOptions;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.vault.VaultContext;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/concepts.md}, run as it stands there, and its tables, held against what there is. */
class ConceptsPageTest {

    private static final String PAGE = "docs/concepts.md";
    private static final String DEPENDS = "depends";

    @TempDir Path top;

    private final List<String> logged = new ArrayList<>();
    private String uri;
    private String other;
    private FileBackend files;

    @BeforeEach
    void open() {
        uri = "file://" + top.resolve("root") + "?create_root=true";
        other = "file://" + top.resolve("other") + "?create_root=true";
        files = SchemeRegistry.discover().open(uri);
        files.create("counter", Content.of("1"));
    }

    @AfterEach
    void close() {
        files.close();
    }

    private void log(String line) {
        logged.add(line);
    }

    /** Serves {@code scratch} from memory. */
    static final class ScratchFactory implements BackendFactory {
        @Override
        public Set<String> schemes() {
            return Set.of("scratch");
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Store open(BackendUri uri, Parameters parameters) {
            return new MemoryStore();
        }
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of(PAGE).areIn(ConceptsPageTest.class);
    }

    @Test
    void aVaultIsANameForABackend() {
        try (VaultManager vaults = VaultManager.create()) {
            FileBackend docs = vaults.register("docs", uri);
            docs.create("a.txt", Content.of("Hello"));
            log(docs.readText("a.txt"));
        }
        assertThat(logged).containsExactly("Hello");
    }

    @Test
    void codeWorksInTheVaultOfItsCaller() {
        try (VaultManager vaults = VaultManager.create()) {
            vaults.register("docs", uri);
            try (VaultContext inside = vaults.enter("docs")) {
                inside.create("b.txt", Content.of("Hello"));
                log(VaultContext.current().orElseThrow().name());
            }
            assertThat(VaultContext.current()).isEmpty();
        }
        assertThat(logged).containsExactly("docs");
        assertThat(files.readText("b.txt")).isEqualTo("Hello");
    }

    @Test
    void schemesAreFoundAndRegistered() {
        SchemeRegistry schemes = SchemeRegistry.discover();
        for (Scheme scheme : schemes.schemes()) {
            log(scheme.name() + " takes " + scheme.parameters().stream().map(Parameter::name).toList());
        }
        try (FileBackend files = schemes.open(uri)) {
            log(files.exists("a.txt") ? "there" : "not there");
        }
        assertThat(logged).contains("file takes [create_root, durability]", "not there");

        Registration registration = schemes.register(new ScratchFactory(), Set.of("scratch"), 0);
        try (FileBackend scratch = schemes.open("scratch://anything")) {
            scratch.create("a.txt", Content.of("Hello"));
        }
        registration.close();
        assertThatThrownBy(() -> schemes.open("scratch://anything")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file");
    }

    @Test
    void oneWayToWriteAPathComesBack() {
        files.create("a/b", Content.empty());

        assertThat(Stream.of("/a/b", "a/b", "a//b", "./a/b", "a/x/../b", "a\\b").map(path -> files.info(path).path()))
                .containsOnly("a/b");
        assertThat(Stream.of("", "/", ".").map(path -> files.info(path).path())).containsOnly("");
    }

    @Test
    void aConditionOnTheVersionKeepsWhatSomebodyElseHasWritten() {
        FileInfo seen = files.info("counter");
        int next = Integer.parseInt(files.readText("counter")) + 1;
        try {
            files.update("counter", Content.of("" + next), WriteOption.ifVersion(seen.version().orElseThrow()));
        } catch (VersionMismatchException e) {
            log("somebody else was faster; read it again");
        }
        assertThat(files.readText("counter")).isEqualTo("2");
        assertThatThrownBy(() -> files.update("counter", Content.of("3"),
                WriteOption.ifVersion(seen.version().orElseThrow()))).isInstanceOf(VersionMismatchException.class);
    }

    @Test
    void whatABackendCanDoIsAskedFor() {
        Capabilities can = files.capabilities();
        if (can.has(Feature.CREATED_TIME)) {
            log("created " + files.info("counter").created().isPresent());
        }
        log("exclusive among all of one " + can.exclusion());
        log("a commit is seen " + can.isolation());
        files.as(SyncFileBackend.class).ifPresent(sync -> log("behind by " + sync.status().behind()));
        files.as(Versioned.class).ifPresent(history -> log("snapshots: " + history.snapshots()));
        files.as(Searchable.class).ifPresent(index -> log("hits: " + index.search("tax", SearchOptions.DEFAULTS)));

        assertThat(logged).endsWith("exclusive among all of one HOST", "a commit is seen PER_FILE");
    }

    @Test
    void theTablesOfCapabilitiesAreTrue() throws Exception {
        Git.init().setBare(true).setInitialBranch("main").setDirectory(top.resolve("docs.git").toFile()).call().close();
        Map<String, List<String>> rows = rows();
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().start()) {
            List<String> uris = List.of(uri, "git+file://" + top.resolve("docs.git") + "?path=" + top.resolve("git"),
                    "openai+vector://?name=docs&create=true&api_key=sk-emulator&base_url=" + emulator.baseUrl());
            for (int i = 0; i < uris.size(); i++) {
                try (FileBackend backend = SchemeRegistry.discover().open(uris.get(i))) {
                    Map<String, String> column = new LinkedHashMap<>();
                    int at = i - uris.size();
                    rows.forEach((name, cells) -> column.put(name, cells.get(cells.size() + at)));
                    check(backend.capabilities(), column);
                }
            }
        }
    }

    private static void check(Capabilities capabilities, Map<String, String> column) {
        for (Feature feature : Feature.values()) {
            assertThat(column.get(feature.name())).as("%s", feature)
                    .isIn(DEPENDS, capabilities.has(feature) ? "yes" : "no");
        }
        for (Class<?> face : List.of(SyncFileBackend.class, Versioned.class, Searchable.class,
                Collectable.class)) {
            assertThat(column.get(face.getSimpleName())).as("%s", face)
                    .isEqualTo(capabilities.extensions().contains(face) ? "yes" : "no");
        }
        assertThat(column.get("exclusion()")).isEqualTo("`" + capabilities.exclusion() + "`");
        assertThat(column.get("isolation()")).isEqualTo("`" + capabilities.isolation() + "`");
    }

    /** The rows of the tables by the name in code that they begin with. */
    private static Map<String, List<String>> rows() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Pages.ROOT.resolve(PAGE))) {
            if (line.startsWith("| `")) {
                List<String> cells = Stream.of(line.split("\\|")).map(String::strip).toList();
                rows.put(cells.get(1).split("`")[1], cells);
            }
        }
        return rows;
    }

    @Test
    void everyExceptionIsInTheTable() throws IOException {
        Map<String, List<String>> rows = rows();
        try (Stream<Path> sources = Files.list(Pages.ROOT.resolve("api/src/main/java/io/foundry9/filebackend"))) {
            assertThat(sources.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Exception")).filter(ConceptsPageTest::canBeThrown))
                    .isNotEmpty().allMatch(rows::containsKey);
        }
    }

    private static boolean canBeThrown(String name) {
        try {
            return !Modifier.isAbstract(Class.forName("io.foundry9.filebackend." + name).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatMayPassIsTriedAgain() {
        files.create("a.txt", Content.of("Hello"));

        assertThat(readPatiently("a.txt")).isEqualTo("Hello");
        assertThat(readPatiently("missing")).isEmpty();
        assertThatThrownBy(() -> readPatiently("../a")).isInstanceOf(FileBackendException.class);
    }

    private String readPatiently(String path) {
        for (int attempt = 1;; attempt++) {
            try {
                return files.readText(path);
            } catch (NotFoundException e) {
                return "";
            } catch (FileBackendException e) {
                if (!e.retryable() || attempt == 3) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aVaultIsSwappedInUse() {
        files.delete("counter");
        try (VaultManager vaults = VaultManager.create()) {
            FileBackend docs = vaults.register("docs", uri);
            docs.create("a.txt", Content.of("Hello"));
            vaults.swapWithContent("docs", other, (done, total) -> log(done + " bytes"));
            log(docs.readText("a.txt"));
            vaults.swap("docs", uri);
            assertThat(top.resolve("other/a.txt")).hasContent("Hello");
        }
        assertThat(logged).endsWith("Hello");
    }

    @Test
    void layersAreNamed() throws IOException {
        try (VaultManager vaults = VaultManager.create()) {
            VaultOptions patient = VaultOptions.DEFAULTS.withLayers("retry=3,deadline=30s,attempt_timeout=10s");
            FileBackend far = vaults.register("far", uri, patient);
            assertThat(far.readText("counter")).isEqualTo("1");
            FileBackend kept = vaults.register("kept", uri, VaultOptions.DEFAULTS.withReadOnly(true));
            assertThat(kept.capabilities().has(Feature.WRITES)).isFalse();
        }
        assertThat(rows().keySet().stream().map(name -> name.replaceFirst("=.*", "")))
                .containsAll(Layers.options().stream().map(Parameter::name).toList());
    }
}
