package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileInfoTest {

    private static final Instant CREATED = Instant.parse("2024-01-02T03:04:05Z");
    private static final Instant MODIFIED = Instant.parse("2024-01-02T03:04:05.678901234Z");
    private static final Instant ACCESSED = Instant.parse("2025-01-01T00:00:00Z");

    private static FileInfo full() {
        return FileInfo.builder("docs/a.txt", FileType.FILE)
                .size(1234)
                .created(CREATED)
                .modified(MODIFIED)
                .accessed(ACCESSED)
                .permissions(PosixFilePermissions.fromString("rw-r--r--"))
                .owner(1000, 4_294_967_295L)
                .checksums(Map.of(ChecksumAlgorithm.SHA256, "ab", ChecksumAlgorithm.MD5, "cd"))
                .probed(true)
                .version("v1")
                .build();
    }

    @Test
    void mapHoldsEverythingInAFixedOrder() {
        Map<String, Object> map = full().toMap();

        assertThat(map)
                .containsExactly(
                        Map.entry("path", "docs/a.txt"),
                        Map.entry("type", "file"),
                        Map.entry("size", 1234L),
                        Map.entry("created", "2024-01-02T03:04:05Z"),
                        Map.entry("modified", "2024-01-02T03:04:05.678901234Z"),
                        Map.entry("accessed", "2025-01-01T00:00:00Z"),
                        Map.entry("permissions", "rw-r--r--"),
                        Map.entry("uid", 1000L),
                        Map.entry("gid", 4_294_967_295L),
                        Map.entry("checksums", Map.of("md5", "cd", "sha256", "ab")),
                        Map.entry("encoding", "utf-8"),
                        Map.entry("version", "v1"));
        assertThat(((Map<?, ?>) map.get("checksums")).keySet().stream().map(Object::toString))
                .containsExactly("md5", "sha256");
    }

    @Test
    void whatIsAbsentHasNoKey() {
        assertThat(FileInfo.builder("", FileType.DIRECTORY).build().toMap())
                .containsExactly(Map.entry("path", ""), Map.entry("type", "directory"), Map.entry("size", 0L));
    }

    @Test
    void builderStartsFromWhatIsKnown() {
        FileInfo info = full();

        assertThat(info.toBuilder().build()).isEqualTo(info);
        assertThat(info.toBuilder().path("b").build().path()).isEqualTo("b");
    }

    @Test
    void nameIsTheLastSegment() {
        assertThat(full().name()).isEqualTo("a.txt");
        assertThat(FileInfo.builder("", FileType.DIRECTORY).build().name()).isEmpty();
    }

    @Test
    void kindIsTold() {
        assertThat(full().isFile()).isTrue();
        assertThat(FileInfo.builder("d", FileType.DIRECTORY).build().isDirectory()).isTrue();
        assertThat(FileInfo.builder("l", FileType.SYMLINK).build().isSymlink()).isTrue();
        FileInfo other = FileInfo.builder("o", FileType.OTHER).build();
        assertThat(List.of(other.isFile(), other.isDirectory(), other.isSymlink())).containsOnly(false);
        assertThat(FileType.OTHER.label()).isEqualTo("other");
    }

    @Test
    void textAndBinaryAreToldOnlyOfWhatWasLookedAt() {
        FileInfo.Builder file = FileInfo.builder("a", FileType.FILE);
        assertThat(file.build().isText()).isFalse();
        assertThat(file.build().isBinary()).isFalse();
        assertThat(file.probed(true).build().isText()).isTrue();
        assertThat(file.probed(true).build().isBinary()).isFalse();
        assertThat(file.probed(false).build().isText()).isFalse();
        assertThat(file.probed(false).build().isBinary()).isTrue();
        assertThat(FileInfo.builder("d", FileType.DIRECTORY).probed(false).build().isBinary()).isFalse();
    }

    @Test
    void readableIsWhatAnybodyMayRead() {
        FileInfo.Builder file = FileInfo.builder("a", FileType.FILE);
        assertThat(file.build().isReadable()).isTrue();
        for (PosixFilePermission bit : EnumSet.allOf(PosixFilePermission.class)) {
            assertThat(file.permissions(Set.of(bit)).build().isReadable())
                    .as(bit.name())
                    .isEqualTo(bit.name().endsWith("READ"));
        }
        assertThat(file.permissions(Set.of()).build().isReadable()).isFalse();
    }

    @Test
    void modifiedSinceIsStrictAndTrueWhereNobodyKnows() {
        assertThat(full().isModifiedSince(MODIFIED)).isFalse();
        assertThat(full().isModifiedSince(MODIFIED.minusNanos(1))).isTrue();
        assertThat(FileInfo.builder("a", FileType.FILE).build().isModifiedSince(Instant.MAX)).isTrue();
        assertThatNullPointerException().isThrownBy(() -> full().isModifiedSince(null));
    }

    @Test
    void infoCannotBeChangedThroughWhatItWasMadeOf() {
        Set<PosixFilePermission> bits = EnumSet.noneOf(PosixFilePermission.class);
        FileInfo info = FileInfo.builder("a", FileType.FILE).permissions(bits).build();

        bits.add(PosixFilePermission.OWNER_READ);

        assertThat(info.permissions().orElseThrow()).isEmpty();
    }
}
