package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.testkit.Samples.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CONTRACT section 2: update, append, write, and the handle to write through. */
abstract class WriteContract extends ContractSection {

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Samples#contents")
    void updateReplacesTheContent(Sample sample) {
        requires(Feature.EXACT_BYTES);
        create("file", "the content that was there before");
        FileInfo info = backend.update("file", Content.of(sample.bytes()));
        assertThat(info.path()).isEqualTo("file");
        assertThat(info.size()).isEqualTo(sample.bytes().length);
        assertThat(backend.read("file")).isEqualTo(sample.bytes());
    }

    @Test
    void updateMakesNothing() {
        assertNotFound(() -> backend.update("a/missing", Content.of("x")));
        assertThat(walk("")).isEmpty();
    }

    @Test
    void permissionsStayWhenContentIsReplaced() {
        requires(Feature.PERMISSIONS);
        create("file", "old");
        var before = backend.info("file").permissions();
        assertThat(backend.update("file", Content.of("new")).permissions()).isEqualTo(before);
        backend.write("file", Content.of("newer"));
        assertThat(backend.info("file").permissions()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Samples#contents")
    void appendAddsToTheEnd(Sample sample) {
        requires(Feature.EXACT_BYTES);
        byte[] old = Samples.bytes(9_000);
        backend.create("file", Content.of(old));
        FileInfo info = backend.append("file", Content.of(sample.bytes()));
        byte[] whole = Arrays.copyOf(old, old.length + sample.bytes().length);
        System.arraycopy(sample.bytes(), 0, whole, old.length, sample.bytes().length);
        assertThat(info.path()).isEqualTo("file");
        assertThat(info.size()).isEqualTo(whole.length);
        assertThat(backend.read("file")).isEqualTo(whole);
    }

    @Test
    void appendingManyTimesKeepsTheOrder() {
        backend.create("log", Content.empty());
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            backend.append("log", Content.of("line " + i + "\n"));
            expected.append("line ").append(i).append('\n');
        }
        assertThat(text("log")).isEqualTo(expected.toString());
    }

    @Test
    void appendTakesWhatDoesNotKnowItsLength() {
        create("log", "old ");
        backend.append("log", Content.ofChunks(List.of(bytes("one "), bytes("two")).iterator()));
        assertThat(text("log")).isEqualTo("old one two");
    }

    @Test
    void appendMakesNothing() {
        assertNotFound(() -> backend.append("a/missing", Content.of("x")));
        assertThat(walk("")).isEmpty();
    }

    @Test
    void aDirectoryIsNeitherUpdatedNorAppendedTo() {
        createAll("dir/file");
        assertRefused(Reason.IS_DIRECTORY, () -> backend.update("dir", Content.of("x")));
        assertRefused(Reason.IS_DIRECTORY, () -> backend.append("dir", Content.of("x")));
        assertThat(walk("")).containsExactly("dir", "dir/file");
    }

    @Test
    void writeCreatesOrReplacesWhicheverIsNeeded() {
        backend.write("a/file", Content.of("one"));
        assertThat(text("a/file")).isEqualTo("one");
        backend.write("a/file", Content.of("two"));
        assertThat(text("a/file")).isEqualTo("two");
    }

    @Test
    void durableIsTakenByEveryWrite() {
        backend.create("a", Content.of("a"), WriteOption.durable());
        backend.update("a", Content.of("b"), WriteOption.durable());
        backend.append("a", Content.of("c"), WriteOption.durable());
        backend.createDirectory("dir", WriteOption.durable());
        backend.copy("a", "dir/b", WriteOption.durable());
        backend.move("dir", "moved", WriteOption.durable());
        assertThat(text("moved/b")).isEqualTo("bc");
    }

    @Test
    void aWriteTouchesNothingElse() {
        createAll("a", "ab", "a.b", "dir/a");
        Map<String, String> expected = snapshot();
        backend.update("a", Content.of("new"));
        backend.append("dir/a", Content.of("more"));
        Map<String, String> now = snapshot();
        assertThat(now.keySet()).isEqualTo(expected.keySet());
        expected.put("a", now.get("a"));
        expected.put("dir/a", now.get("dir/a"));
        assertThat(now).isEqualTo(expected);
    }

    @Test
    void whatIsWrittenThroughAHandleIsSeenAfterTheCommitOnly() throws IOException {
        try (WriteHandle handle = backend.openWrite("a/file")) {
            handle.write(bytes("one "));
            assertThat(backend.exists("a/file")).isFalse();
            handle.write(bytes("two"));
            FileInfo info = handle.commit();
            assertThat(info.path()).isEqualTo("a/file");
            assertThat(info.size()).isEqualTo(7);
        }
        assertThat(text("a/file")).isEqualTo("one two");
    }

    @Test
    void aHandleThatIsClosedWithoutACommitLeavesEverythingAsItWas() throws IOException {
        create("file", "old");
        try (WriteHandle handle = backend.openWrite("file", WriteOption.OVERWRITE)) {
            handle.write(bytes("new"));
            assertThat(text("file")).isEqualTo("old");
        }
        backend.openWrite("other").close();
        assertThat(text("file")).isEqualTo("old");
        assertThat(walk("")).containsExactly("file");
    }

    @Test
    void aHandleTakesEachBufferWhole() throws IOException {
        requires(Feature.EXACT_BYTES);
        byte[] content = Samples.bytes(300_000);
        try (WriteHandle handle = backend.openWrite("file")) {
            for (int at = 0; at < content.length; at += 7_777) {
                ByteBuffer part = ByteBuffer.wrap(content, at, Math.min(7_777, content.length - at));
                int length = part.remaining();
                assertThat(handle.write(part)).isEqualTo(length);
                assertThat(part.hasRemaining()).isFalse();
            }
            handle.commit();
        }
        assertThat(backend.read("file")).isEqualTo(content);
    }

    @Test
    void aHandleWithoutAWordIsAnEmptyFile() {
        try (WriteHandle handle = backend.openWrite("file")) {
            assertThat(handle.commit().size()).isZero();
        }
        assertThat(backend.read("file")).isEmpty();
    }

    @Test
    void aHandleOverwritesOnlyWhatItMay() {
        create("file", "old");
        assertFails(AlreadyExistsException.class, () -> {
            try (WriteHandle handle = backend.openWrite("file")) {
                handle.commit();
            }
        });
        assertThat(text("file")).isEqualTo("old");
    }

    @Test
    void aHandleDoesNotOverwriteWhatCameMeanwhile() throws IOException {
        try (WriteHandle handle = backend.openWrite("file")) {
            handle.write(bytes("mine"));
            create("file", "theirs");
            assertFails(AlreadyExistsException.class, handle::commit);
        }
        assertThat(text("file")).isEqualTo("theirs");
    }

    @Test
    void aHandleIsOverAfterItsCommit() throws IOException {
        WriteHandle handle = backend.openWrite("file");
        assertThat(handle.isOpen()).isTrue();
        handle.write(bytes("x"));
        handle.commit();
        assertThat(handle.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(handle::commit);
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> handle.write(bytes("y")));
        handle.close();
        handle.close();
        assertThat(text("file")).isEqualTo("x");
    }

    @Test
    void theVersionChangesWheneverTheContentChanges() {
        List<String> versions = new ArrayList<>();
        versions.add(backend.create("file", Content.of("0")).version().orElseThrow());
        for (int i = 1; i <= 30; i++) {
            Content digit = Content.of(Integer.toString(i % 10));
            FileInfo info = i % 3 == 0 ? backend.append("file", digit) : backend.update("file", digit);
            String version = info.version().orElseThrow();
            assertThat(version).as("after change %d", i).isNotEqualTo(versions.get(versions.size() - 1));
            assertThat(backend.info("file").version()).hasValue(version);
            versions.add(version);
        }
    }

    @Test
    void theVersionStaysWhileTheContentDoes() {
        String version = backend.create("file", Content.of("x")).version().orElseThrow();
        backend.read("file");
        create("other", "y");
        assertThat(backend.info("file").version()).hasValue(version);
    }

    @Test
    void theVersionChangesAlsoByAForeignHand() throws Exception {
        String version = backend.create("file", Content.of("old")).version().orElseThrow();
        foreignWrite("file", "new");
        assertThat(text("file")).isEqualTo("new");
        assertThat(backend.info("file").version().orElseThrow()).isNotEqualTo(version);
    }

    @Test
    void whatAForeignHandWritesIsSeen() throws Exception {
        backend.createDirectory("dir");
        foreignWrite("dir/foreign.txt", "theirs");
        assertThat(list("dir")).containsExactly("dir/foreign.txt");
        assertThat(text("dir/foreign.txt")).isEqualTo("theirs");
        assertThat(backend.glob("**/*.txt")).containsExactly("dir/foreign.txt");
        assertFails(AlreadyExistsException.class, () -> create("dir/foreign.txt", "ours"));
    }
}
