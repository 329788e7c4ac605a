package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT section 4: what is told of an entry. */
abstract class InfoContract extends ContractSection {

    private static final int PROBED = 8192;

    private FileInfo infoOf(byte[] bytes) {
        requires(Feature.EXACT_BYTES);
        FileInfo written = backend.write("file", Content.of(bytes));
        FileInfo info = backend.info("file");
        assertThat(info.contentProbed()).isTrue();
        if (written.contentProbed()) {
            assertThat(written.encoding()).as("told by the write itself").isEqualTo(info.encoding());
        }
        return info;
    }

    private static byte[] filled(int size, String end) {
        byte[] tail = end.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[size + tail.length];
        Arrays.fill(bytes, (byte) 'x');
        System.arraycopy(tail, 0, bytes, size, tail.length);
        return bytes;
    }

    @Test
    void aFileHasTypePathAndSize() {
        create("a/file.txt", "héllo");
        FileInfo info = backend.info("a/file.txt");
        assertThat(info.path()).isEqualTo("a/file.txt");
        assertThat(info.name()).isEqualTo("file.txt");
        assertThat(info.type()).isEqualTo(FileType.FILE);
        assertThat(info.isFile()).isTrue();
        assertThat(info.size()).isEqualTo(6);
    }

    @Test
    void aDirectoryHasSizeZeroAndNoEncoding() {
        createAll("dir/file");
        FileInfo info = backend.info("dir");
        assertThat(info.isDirectory()).isTrue();
        assertThat(info.size()).isZero();
        assertThat(info.encoding()).isEmpty();
        assertThat(info.isText()).isFalse();
        assertThat(info.isBinary()).isFalse();
        assertThat(backend.info("").size()).isZero();
    }

    @Test
    void whatIsMissingIsNotFound() {
        assertNotFound(() -> backend.info("missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "héllo\r\n", "日本語 😀", "\uFEFFmarked"})
    void validUtf8IsText(String text) {
        FileInfo info = infoOf(text.getBytes(StandardCharsets.UTF_8));
        assertThat(info.encoding()).hasValue("utf-8");
        assertThat(info.isText()).isTrue();
        assertThat(info.isBinary()).isFalse();
    }

    @Test
    void whatIsNoUtf8IsBinary() {
        for (byte[] bytes : new byte[][] {{(byte) 0xFF}, {'a', (byte) 0x80, 'b'}, {'a', (byte) 0xC3}}) {
            FileInfo info = infoOf(bytes);
            assertThat(info.encoding()).isEmpty();
            assertThat(info.isText()).isFalse();
            assertThat(info.isBinary()).isTrue();
        }
    }

    @Test
    void theFirst8KiBDecideWhatIsText() {
        byte[] late = filled(PROBED + 1, "end");
        late[PROBED] = (byte) 0xFF;
        assertThat(infoOf(late).isText()).isTrue();
        late[PROBED - 1] = (byte) 0xFF;
        assertThat(infoOf(late).isText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {PROBED - 3, PROBED - 2, PROBED - 1, PROBED})
    void aCodePointThatIsCutAtTheEndOf8KiBIsNoFault(int before) {
        assertThat(infoOf(filled(before, "😀 and on")).isText()).isTrue();
    }

    @Test
    void aCodePointThatIsCutAtTheEndOfTheFileIsAFault() {
        byte[] bytes = filled(PROBED - 2, "é");
        assertThat(infoOf(bytes).isText()).isTrue();
        assertThat(infoOf(Arrays.copyOf(bytes, bytes.length - 1)).isText()).isFalse();
    }

    @Test
    void theTimeOfTheLastChangeIsTold() {
        FileInfo first = backend.create("file", Content.of("one"));
        Instant modified = backend.info("file").modified().orElseThrow();
        assertThat(first.modified()).hasValue(modified);
        assertThat(modified).isBetween(
                Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
        Instant later = backend.update("file", Content.of("two")).modified().orElseThrow();
        assertThat(later).isAfterOrEqualTo(modified);
        assertThat(backend.info("file").isModifiedSince(modified.minusSeconds(1))).isTrue();
        assertThat(backend.info("file").isModifiedSince(later.plusSeconds(1))).isFalse();
    }

    @Test
    void theTimeOfCreationStaysWhenTheContentChanges() {
        requires(Feature.CREATED_TIME);
        backend.create("file", Content.of("one"));
        Instant created = backend.info("file").created().orElseThrow();
        backend.update("file", Content.of("two"));
        backend.append("file", Content.of("three"));
        backend.write("file", Content.of("four"));
        assertThat(backend.info("file").created()).hasValue(created);
    }

    @Test
    void theTimeOfCreationIsAbsentOrNotAfterTheLastChange() {
        create("file", "one");
        FileInfo info = backend.info("file");
        assertThat(info.created().isPresent()).isEqualTo(can(Feature.CREATED_TIME));
        info.created().ifPresent(created -> assertThat(created)
                .isBeforeOrEqualTo(info.modified().orElseThrow().plusSeconds(2)));
    }

    @Test
    void permissionsAndOwnerAreToldByThoseThatHaveThem() {
        create("dir/file", "x");
        // a directory that a session has made has none before it is really there
        List<String> paths = contract().isInsideSession() ? List.of("dir/file") : List.of("dir", "dir/file");
        for (String path : paths) {
            FileInfo info = backend.info(path);
            assertThat(info.permissions().isPresent()).isEqualTo(can(Feature.PERMISSIONS));
            assertThat(info.uid().isPresent()).isEqualTo(can(Feature.PERMISSIONS));
            assertThat(info.gid().isPresent()).isEqualTo(can(Feature.PERMISSIONS));
            assertThat(info.isReadable()).isTrue();
        }
    }

    @Test
    void theTimeOfTheLastAccessIsToldByThoseThatHaveIt() {
        create("file", "x");
        assertThat(backend.info("file").accessed().isPresent()).isEqualTo(can(Feature.ACCESSED_TIME));
    }

    @Test
    void checksumsThatAreToldAreRight() {
        create("file", "abc");
        Map<ChecksumAlgorithm, String> told = backend.info("file").checksums();
        told.forEach((algorithm, digest) -> assertThat(digest).isEqualTo(backend.checksum("file", algorithm)));
    }

    @Test
    void aMapOfItIsFitForJson() {
        create("dir/file", "abc");
        Map<String, Object> map = backend.info("dir/file").toMap();
        assertThat(map).containsEntry("path", "dir/file").containsEntry("type", "file").containsEntry("size", 3L)
                .containsEntry("encoding", "utf-8");
        assertThat(Instant.parse((String) map.get("modified")))
                .isEqualTo(backend.info("dir/file").modified().orElseThrow());
        assertThat(map.values()).allMatch(value -> value instanceof String || value instanceof Number
                || value instanceof Map);
        assertThat(backend.info("dir").toMap()).containsEntry("type", "directory").doesNotContainKey("encoding");
    }
}
