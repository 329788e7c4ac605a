package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.openai.emulator.Faults;
import io.foundry9.filebackend.openai.emulator.LastAnswer;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.openai.emulator.VectorStoreFileView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client dies after each single request of each operation, answered or not; another takes over. What is there is old or
 * new, as a whole; what was left is collected without a trace.
 */
class OpenAiCrashTest {

    /** Each request is the last one both answered and unanswered; otherwise in turn. */
    private static final boolean LONG = Boolean.getBoolean("f9.long");

    private static OpenAiKit kit;

    @BeforeAll
    static void start() {
        kit = new OpenAiKit(OpenAiEmulator.strict());
    }

    @AfterAll
    static void stop() {
        kit.checkConversation();
        kit.close();
    }

    /** What a client does when it dies. */
    enum Mutation {
        CREATE(files -> files.create("new", Content.of("new"))),
        CREATE_EMPTY(files -> files.create("new", Content.of(""))),
        CREATE_LARGE(files -> files.create("new", Content.of(new byte[(int) OpenAiKit.PART_SIZE + 1]))),
        REPLACE(files -> files.write("a", Content.of("replaced"))),
        APPEND(files -> files.append("a", Content.of(" and more"))),
        MAKE_DIRECTORY(files -> files.createDirectory("made/deep")),
        DELETE(files -> files.delete("a")),
        DELETE_THE_LAST(files -> files.delete("dir/sub/c")),
        DELETE_TREE(files -> files.delete("dir", DeleteOption.RECURSIVE)),
        MOVE(files -> files.move("a", "moved")),
        MOVE_ONTO(files -> files.move("a", "dir/b", WriteOption.OVERWRITE)),
        MOVE_TREE(files -> files.move("dir", "moved")),
        COPY_TREE(files -> files.copy("dir", "copy")),
        SESSION(files -> files.inSession(Duration.ZERO, session -> {
            session.write("a", Content.of("in a session"));
            session.delete("dir/b");
            session.move("dir/sub", "sub");
            session.createDirectory("empty");
            return session.create("new", Content.of("in a session"));
        }));

        private final Consumer<FileBackend> run;

        Mutation(Consumer<FileBackend> run) {
            this.run = run;
        }
    }

    private static FileBackend open(String storeId, String... more) throws IOException {
        List<String> parameters = new ArrayList<>(List.of(more));
        parameters.add("cache_ttl=0");
        return StoreBackend.over(kit.open(storeId, parameters.toArray(String[]::new)));
    }

    private static String filled() throws IOException {
        String storeId = kit.vectorStore("companion batch");
        try (FileBackend files = open(storeId)) {
            files.create("a", Content.of("a"));
            files.create("dir/b", Content.of("b"));
            files.create("dir/sub/c", Content.of("c"));
        }
        return storeId;
    }

    private static Map<String, String> content(FileBackend files) {
        Map<String, String> content = new TreeMap<>();
        try (Stream<FileInfo> all = files.walk("")) {
            all.forEach(info -> content.put(info.path(),
                    info.isDirectory() ? "/" : new String(files.read(info.path()), StandardCharsets.ISO_8859_1)));
        }
        return content;
    }

    private Map<String, String> before;
    private Map<String, String> after;

    @ParameterizedTest
    @EnumSource
    void wherever(Mutation mutation) throws IOException {
        String whole = filled();
        int requests;
        try (FileBackend files = open(whole)) {
            before = content(files);
            long mark = kit.emulator().mark();
            mutation.run.accept(files);
            requests = kit.emulator().countsSince(mark).values().stream().mapToInt(Integer::intValue).sum();
            after = content(files);
        }
        assertNothingLeft(whole);
        for (int n = 0; n <= requests; n++) {
            for (LastAnswer last : LastAnswer.values()) {
                if (LONG || last.ordinal() == n % 2) {
                    diesAfter(n, last, mutation);
                }
            }
        }
    }

    @Test
    void whatADeadClientHasRecordedIsFinishedByTheNextWhoWrites() throws IOException {
        String storeId;
        int n = 0;
        do {
            storeId = filled();
            try (FileBackend dying = open(storeId, "max_retries=0")) {
                before = content(dying);
                kit.emulator().stopAfter(++n, Faults.ANY, LastAnswer.ANSWERED);
                Mutation.DELETE_TREE.run.accept(dying);
            } catch (FileBackendException e) {
                // it has died, as it was meant to
            } finally {
                kit.emulator().resume();
            }
        } while (kit.emulator().vectorStoreFiles(storeId).stream()
                .noneMatch(file -> "intent".equals(file.attributes().get("f9"))));
        try (FileBackend next = open(storeId)) {
            next.create("soon", Content.of("its owner may be alive"));
            assertThat(next.exists("dir/b")).isTrue();
            kit.emulator().advance(Duration.ofMinutes(4));
            next.create("later", Content.of("its owner is dead"));
            assertThat(next.glob("**")).containsExactly("a", "later", "soon");
        }
    }

    @Test
    void anEntryWhoseAttributesWereDamagedKeepsItsContent() throws IOException {
        String storeId = filled();
        Entry entry = kit.entry(storeId, "a");
        Map<String, Object> damaged = new LinkedHashMap<>(Attributes.of(entry));
        damaged.put("path", "../outside");
        kit.api().describe(storeId, new Api.Attachment(entry.id(), damaged));
        try (FileBackend files = open(storeId)) {
            files.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
            kit.api().describe(storeId, new Api.Attachment(entry.id(), Attributes.of(entry)));
            assertThat(files.readText("a")).isEqualTo("a");
        }
    }

    private void diesAfter(int n, LastAnswer last, Mutation mutation) throws IOException {
        String storeId = filled();
        boolean acknowledged = false;
        try (FileBackend dying = open(storeId, "max_retries=0")) {
            dying.exists("a");
            kit.emulator().stopAfter(n, Faults.ANY, last);
            mutation.run.accept(dying);
            acknowledged = true;
        } catch (FileBackendException e) {
            // it has died, as it was meant to
        } finally {
            kit.emulator().resume();
        }
        String where = mutation + " after " + n + " requests, the last of them " + last;
        try (FileBackend next = open(storeId)) {
            next.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
            Map<String, String> found = content(next);
            if (acknowledged) {
                assertThat(found).as(where).isEqualTo(after);
            } else {
                assertThat(found).as(where).isIn(Set.of(before, after));
            }
        }
        assertNothingLeft(storeId);
    }

    /** Each file of the service belongs to an entry of the vector store. */
    private static void assertNothingLeft(String storeId) {
        Map<String, List<String>> used = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (VectorStoreFileView file : kit.emulator().vectorStoreFiles(storeId)) {
            used.computeIfAbsent(String.valueOf(file.attributes().get("path")), path -> new ArrayList<>())
                    .add(file.fileId());
            ids.add(file.fileId());
            ids.addAll(Stored.decode(String.valueOf(file.attributes().get("content"))).parts());
            assertThat(file.attributes().get("f9")).isIn("file", "directory");
            assertThat(file.fileDeleted()).isFalse();
        }
        assertThat(used.values()).as("versions of one path").allMatch(versions -> versions.size() == 1);
        assertThat(kit.emulator().files().stream().filter(file -> file.filename().contains(storeId)))
                .allMatch(file -> ids.contains(file.id()));
    }
}
