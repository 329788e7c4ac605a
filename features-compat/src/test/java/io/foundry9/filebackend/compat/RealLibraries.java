package io.foundry9.filebackend.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that knows nothing of us, working in a vault. */
abstract class RealLibraries extends VaultFiles {

    private static final byte[] LARGE = new byte[700_000];

    static {
        new Random(7).nextBytes(LARGE);
    }

    private static FileSystem zip(Path archive, boolean create) throws IOException {
        return FileSystems.newFileSystem(archive, create ? Map.of("create", "true") : Map.of());
    }

    @Test
    void theZipFileSystemOfTheJdkReadsAnArchiveInAVault() throws IOException {
        Path archive = path("/old.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.putNextEntry(new ZipEntry("docs/a.txt"));
            out.write("hello".getBytes(UTF_8));
            out.putNextEntry(new ZipEntry("docs/large.bin"));
            out.write(LARGE);
        }
        try (FileSystem zip = zip(archive, false)) {
            assertThat(Files.readString(zip.getPath("docs/a.txt"))).isEqualTo("hello");
            assertThat(Files.readAllBytes(zip.getPath("docs/large.bin"))).isEqualTo(LARGE);
            try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
                assertThat(all.map(Path::toString)).contains("/docs/a.txt");
            }
            try (SeekableByteChannel inside = Files.newByteChannel(zip.getPath("docs/large.bin"))) {
                assertThat(inside.size()).isEqualTo(LARGE.length);
            }
        }
    }

    @Test
    void theZipFileSystemOfTheJdkMakesAndChangesAnArchiveInAVault() throws IOException {
        Path archive = path("/new.zip");
        try (FileSystem zip = zip(archive, true)) {
            Files.createDirectory(zip.getPath("docs"));
            Files.writeString(zip.getPath("docs/a.txt"), "one");
            Files.write(zip.getPath("large.bin"), LARGE);
        }
        try (FileSystem zip = zip(archive, false)) {
            assertThat(zip.isReadOnly()).isFalse();
            Files.writeString(zip.getPath("docs/a.txt"), "two", StandardOpenOption.APPEND);
            Files.writeString(zip.getPath("docs/b.txt"), "three");
            Files.delete(zip.getPath("large.bin"));
        }
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
            }
        }
        assertThat(entries).isEqualTo(Map.of("docs/", "", "docs/a.txt", "onetwo", "docs/b.txt", "three"));
        assertThat(backend.list("")).extracting(info -> info.path()).containsExactly("new.zip");
    }

    @Test
    void aTreeGoesIntoAZipInTheSameVault() throws IOException {
        Files.createDirectories(path("/tree/sub"));
        Files.writeString(path("/tree/sub/a.txt"), "text");
        try (FileSystem zip = zip(path("/tree.zip"), true)) {
            copyTree(path("/tree"), zip.getPath("/copy"));
        }
        try (FileSystem zip = zip(path("/tree.zip"), false)) {
            copyTree(zip.getPath("/copy"), path("/back"));
        }
        assertThat(Files.readString(path("/back/sub/a.txt"))).isEqualTo("text");
    }

    @Test
    void jacksonReadsAndWritesJsonInAVault() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Object> value = Map.of("name", "café", "sizes", List.of(1, 2, 3));
        try (OutputStream out = Files.newOutputStream(path("value.json"))) {
            mapper.writeValue(out, value);
        }
        try (InputStream in = Files.newInputStream(path("value.json"))) {
            assertThat(mapper.readValue(in, Object.class)).isEqualTo(value);
        }
        try (BufferedWriter out = Files.newBufferedWriter(path("lines.json"));
                SequenceWriter lines = mapper.writer().withRootValueSeparator("\n").writeValues(out)) {
            for (int i = 0; i < 10_000; i++) {
                lines.write(Map.of("line", i));
            }
        }
        try (BufferedReader in = Files.newBufferedReader(path("lines.json"));
                var nodes = mapper.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            assertThat(nodes.readAll()).hasSize(10_000).last().satisfies(
                    last -> assertThat(last.get("line").intValue()).isEqualTo(9_999));
        }
    }

    @Test
    void commonsCompressPacksAndUnpacksATarInAVault() throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(Files.newOutputStream(path("a.tar.gz"))))) {
            add(tar, "docs/a.txt", "hello".getBytes(UTF_8));
            add(tar, "large.bin", LARGE);
        }
        try (InputStream in = Files.newInputStream(path("a.tar.gz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = path("out").resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(tar, target);
            }
        }
        assertThat(Files.readString(path("out/docs/a.txt"))).isEqualTo("hello");
        assertThat(Files.readAllBytes(path("out/large.bin"))).isEqualTo(LARGE);
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void commonsCompressReadsAZipByItsDirectoryInAVault() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path("a.zip")))) {
            out.putNextEntry(new ZipEntry("a"));
            out.write(LARGE);
            out.putNextEntry(new ZipEntry("b"));
            out.write("text".getBytes(UTF_8));
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path("a.zip"));
                ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            ZipArchiveEntry entry = zip.getEntry("b");
            try (InputStream in = zip.getInputStream(entry)) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("text");
            }
        }
        try (ZipFile zip = ZipFile.builder().setPath(path("a.zip")).get();
                InputStream in = zip.getInputStream(zip.getEntry("a"))) {
            assertThat(in.readAllBytes()).isEqualTo(LARGE);
        }
    }

    /** It goes back to write the sizes into the header of each entry when it knows them. */
    @Test
    void commonsCompressWritesHereAndThereInAVault() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path("a.zip"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
                ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
            zip.setUseZip64(Zip64Mode.Never);
            zip.putArchiveEntry(new ZipArchiveEntry("large.bin"));
            zip.write(LARGE);
            zip.closeArchiveEntry();
        }
        try (FileSystem zip = zip(path("a.zip"), false)) {
            assertThat(Files.readAllBytes(zip.getPath("large.bin"))).isEqualTo(LARGE);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.copy(directory, target(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target(file));
                return FileVisitResult.CONTINUE;
            }

            private Path target(Path source) {
                return to.resolve(from.relativize(source).toString());
            }
        });
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Map<String, String> contentOf(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                content.put(root.relativize(path).toString(),
                        Files.isDirectory(path) ? "/" : Files.readString(path));
            }
        }
        return content;
    }

    @Test
    void treesGoInAndOutAndAway(@TempDir Path host) throws IOException {
        Path tree = host.resolve("tree");
        Files.createDirectories(tree.resolve("a/b"));
        Files.createDirectory(tree.resolve("empty"));
        Files.writeString(tree.resolve("a/b/one.txt"), "one");
        Files.writeString(tree.resolve("two.txt"), "two");

        copyTree(tree, path("/in"));
        copyTree(path("/in"), path("/again"));
        copyTree(path("/again"), host.resolve("out"));
        assertThat(contentOf(path("/in"))).isEqualTo(contentOf(tree)).isEqualTo(contentOf(host.resolve("out")));

        deleteTree(path("/in"));
        deleteTree(path("/again"));
        assertThat(backend.list("")).isEmpty();
    }

    @Test
    void filesAreFoundByTheirAttributes() throws IOException {
        Files.createDirectories(path("/a/b"));
        Files.write(path("/a/large"), LARGE);
        Files.writeString(path("/a/b/small"), "text");
        try (Stream<Path> found = Files.find(path("/"), 5,
                (path, attributes) -> attributes.isRegularFile() && attributes.size() < 1000)) {
            assertThat(found).containsExactly(path("/a/b/small"));
        }
    }
}
