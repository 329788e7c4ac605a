package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record of several changes that is not whole, or not ours, is never followed, and is in nobody's way. */
class TornJournalTest {

    private static final long FOLDER = 7;
    private static final Plan PLAN = new Plan(FOLDER, List.of(new Step.Make(path("made")),
            new Step.Put(path("made/put"), "staged", "kept-1"), new Step.Put(path("file"), "other", "kept-2"),
            new Step.Move(path("moved"), path("target"), "kept-3"), new Step.Take(path("tree"), "taken", true)));
    private static final Map<String, String> BEFORE =
            Map.of("file", "old", "moved", "m", "tree", "/", "tree/x", "x");

    @TempDir Path root;

    private FileBackend backend;
    private int works;

    private static StorePath path(String text) {
        return StorePath.parse(text);
    }

    @BeforeEach
    void open() throws IOException {
        for (Map.Entry<String, String> entry : new TreeMap<>(BEFORE).entrySet()) {
            if (entry.getValue().equals("/")) {
                Files.createDirectory(root.resolve(entry.getKey()));
            } else {
                Files.writeString(root.resolve(entry.getKey()), entry.getValue());
            }
        }
        backend = Roots.backend(root);
        work();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    /** What a dead process would have left, with a plan that may be anything. */
    private void leave(byte[] plan, String... markers) throws IOException {
        Path staging = Files.createDirectories(root.resolve(".f9/staging/" + FOLDER));
        Files.writeString(staging.resolve("staged"), "new");
        Files.writeString(staging.resolve("other"), "new too");
        Path journal = Files.createDirectories(root.resolve(".f9/journal"));
        Files.write(journal.resolve("plan"), plan);
        for (String marker : markers) {
            Files.createFile(journal.resolve(marker));
        }
    }

    private void leave(byte[] plan) throws IOException {
        leave(plan, "done-0");
    }

    /** A session of two changes and a plain write, by one who has had the root open all the time, and by one who comes. */
    private void work() throws IOException {
        works++;
        backend.inSession(null, session -> {
            session.write("work/session", Content.of("" + works));
            return session.write("work/beside", Content.of("" + works));
        });
        try (FileBackend newcomer = Roots.backend(root)) {
            newcomer.write("work/plain", Content.of("" + works));
        }
        assertThat(root.resolve(".f9/journal")).doesNotExist();
    }

    private void assertNotObeyed(String why, byte[] plan) throws IOException {
        leave(plan);
        assertNotObeyed(why);
    }

    private void assertNotObeyed(String why) throws IOException {
        work();
        Map<String, String> expected = new TreeMap<>(BEFORE);
        expected.put("work", "/");
        for (String file : List.of("session", "beside", "plain")) {
            expected.put("work/" + file, "" + works);
        }
        assertThat(Roots.content(root)).as(why).isEqualTo(expected);
    }

    /** Otherwise the other tests would prove nothing. */
    @Test
    void aWholePlanIsObeyed() throws IOException {
        leave(PLAN.encode());
        work();
        assertThat(Roots.content(root)).containsEntry("made/put", "new").containsEntry("file", "new too")
                .containsEntry("target", "m").doesNotContainKeys("moved", "tree");
    }

    @Test
    void aPlanThatWasCutOffAnywhereIsNotObeyed() throws IOException {
        byte[] plan = PLAN.encode();
        for (int length = 0; length < plan.length; length++) {
            assertNotObeyed("cut off after " + length + " bytes", Arrays.copyOf(plan, length));
        }
    }

    /** As a file system may leave it that has made the file longer before the bytes came. */
    @Test
    void aPlanThatEndsInZeroesIsNotObeyed() throws IOException {
        byte[] plan = PLAN.encode();
        for (int length = 0; length < plan.length; length++) {
            assertNotObeyed("zeroes from byte " + length, Arrays.copyOf(Arrays.copyOf(plan, length), plan.length));
        }
    }

    @Test
    void aPlanWithAnyByteChangedIsNotObeyed() throws IOException {
        byte[] plan = PLAN.encode();
        for (int i = 0; i < plan.length; i++) {
            byte[] damaged = plan.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            assertNotObeyed("byte " + i + " changed", damaged);
        }
    }

    @Test
    void aPlanWithLinesTooManyOrTooFewIsNotObeyed() throws IOException {
        List<String> lines = new String(PLAN.encode(), StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i <= lines.size(); i++) {
            for (String extra : List.of("", "make\tmade/more", "end 0", "put\tfile\tstaged\tkept-9")) {
                List<String> more = new ArrayList<>(lines);
                more.add(i, extra);
                assertNotObeyed("'" + extra + "' at line " + i, text(more));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            assertNotObeyed("without line " + i, text(fewer));
        }
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** With the sum as it should be: it is not damaged, just not understood. */
    @Test
    void aPlanThatWeDoNotUnderstandIsNotObeyed() throws IOException {
        Map<String, String> strange = new LinkedHashMap<>();
        strange.put("of another version", "f9-journal 2\n7\nmake\tmade\n");
        strange.put("of no version", "f9-journal\n7\nmake\tmade\n");
        strange.put("without a folder", "f9-journal 1\nmake\tmade\n");
        strange.put("with an unknown step", "f9-journal 1\n7\nmake\tmade\nlink\ta\tb\n");
        strange.put("with a step cut short", "f9-journal 1\n7\nmake\tmade\nput\tfile\n");
        strange.put("that leads out of the root", "f9-journal 1\n7\nmake\tmade\nput\t../out\tstaged\tkept\n");
        strange.put("that leads out of its folder", "f9-journal 1\n7\nmake\tmade\nput\tfile\t../../lock\tkept\n");
        strange.put("with an empty line", "f9-journal 1\n7\nmake\tmade\n\nmake\tmade/more\n");
        for (Map.Entry<String, String> plan : strange.entrySet()) {
            assertNotObeyed("a plan " + plan.getKey(), summed(plan.getValue()));
        }
        assertThat(root.resolveSibling("out")).doesNotExist();
    }

    private static byte[] summed(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return (text + "end " + Long.toHexString(sum.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aPlanWhoseStagingFolderIsGoneIsNotObeyed() throws IOException {
        leave(new Plan(FOLDER + 1, PLAN.steps()).encode());
        assertNotObeyed("the staging folder is missing");
    }

    @Test
    void aPlanWithoutAMarkerThatFitsIsNotObeyed() throws IOException {
        for (String marker : List.of("done-6", "back-6", "done--1", "done-", "done-99999999999", "gone-0")) {
            leave(PLAN.encode(), marker);
            assertNotObeyed("with the marker " + marker);
        }
        leave(PLAN.encode(), new String[0]);
        assertNotObeyed("with no marker");
    }

    @Test
    void aJournalWithoutAPlanIsInNobodysWay() throws IOException {
        Files.createDirectories(root.resolve(".f9/journal"));
        assertNotObeyed("an empty journal");
    }

    @Test
    void aFileInPlaceOfTheJournalIsInNobodysWay() throws IOException {
        Files.writeString(root.resolve(".f9/journal"), "a file");
        assertNotObeyed("a file");
    }

    @Test
    void aDirectoryInPlaceOfThePlanIsInNobodysWay() throws IOException {
        Files.createDirectories(root.resolve(".f9/journal/plan"));
        Files.createFile(root.resolve(".f9/journal/done-0"));
        assertNotObeyed("a directory");
    }

    @Test
    void aPlanThatIsALinkIsNotObeyed(@TempDir Path elsewhere) throws IOException {
        leave(PLAN.encode());
        Files.move(root.resolve(".f9/journal/plan"), elsewhere.resolve("plan"));
        Files.createSymbolicLink(root.resolve(".f9/journal/plan"), elsewhere.resolve("plan"));
        assertNotObeyed("a link");
    }
}
