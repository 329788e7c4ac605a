package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives as somebody gets them: what is in them, and that it runs where it was unpacked, with nothing else. */
class ArchiveIT {
    private static final String TOP =
            archive("").getFileName().toString().replace("filebackend-distribution", "f9-filebackend")
                    + "/";
    private static final String HOME_VAULT = "io.foundry9.filebackend.vault~home.cfg";
    private static final Set<String> AFTER_A_RUN =
            Set.of("data", "data/cache", "data/deploy", "data/run", "lib/classes");

    /** An entry without its bytes. */
    private record Entry(int mode, long time, long crc) {}

    private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

    @TempDir static Path folder;
    private static Path program;
    private static Path elsewhere;

    @BeforeAll
    static void unpack() throws IOException {
        folder = folder.toRealPath();
        Path place = Files.createDirectory(folder.resolve("a place"));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(
                new BufferedInputStream(Files.newInputStream(archive(".tar.gz")))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                byte[] content = tar.readAllBytes();
                ENTRIES.put(entry.getName(), new Entry(entry.getMode() & 0777,
                        entry.getLastModifiedTime().toMillis(), crc(content)));
                unpack(entry, content, place.resolve(entry.getName()));
            }
        }
        program = place.resolve(TOP);
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    }

    /** As the program for it does, which asks nobody's mask here. */
    private static void unpack(TarArchiveEntry entry, byte[] content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.write(target, content);
            Files.setPosixFilePermissions(target,
                    PosixFilePermissions.fromString((entry.getMode() & 0111) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
        }
    }

    @Test
    void bothHoldTheSameInOneFolder() throws IOException {
        assertThat(zipEntries()).isEqualTo(ENTRIES);
        assertThat(ENTRIES.keySet()).allMatch(name -> name.startsWith(TOP)).noneMatch(name -> name.contains(".."));
        assertThat(ENTRIES.keySet()).contains(TOP + "LICENSE", TOP + "README.md", TOP + "docs/running.md",
                TOP + "index.xml", TOP + "systemd/f9-filebackend.service", TOP + "etc/environment");
    }

    @Test
    void everythingCanBeReadTheScriptCanBeRunAndAllIsOfOneTime() throws IOException {
        assertThat(ENTRIES).allSatisfy((name, entry) -> assertThat(entry.mode()).as(name)
                .isEqualTo(name.endsWith("/") || name.equals(TOP + "bin/vault") ? 0755 : 0644));
        assertThat(ENTRIES.values().stream().map(Entry::time).distinct()).hasSize(1);
    }

    @Test
    void everyBundleOfTheBuildIsInIt() throws IOException {
        try (Stream<Path> jars = Files.list(program.resolve("bundles"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
                    ShippedBundles.jars().stream().map(jar -> jar.getFileName().toString()).toList());
        }
    }

    @Test
    void itRunsFromAnywhereAndKeepsItsStateInItsOwnFolder() throws Exception {
        Set<String> before = files(program);
        Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("f9"),
                program.resolve("bin/vault"));

        assertThat(run(link, Map.of(), "write", "home:/a.txt", "hello").status()).isZero();
        Finished read = run(program.resolve("bin/vault"), Map.of(), "cat", "home:/a.txt");

        assertThat(read.out()).isEqualTo("hello");
        assertThat(read.err()).isEmpty();
        assertThat(read.status()).isZero();
        Set<String> after = files(program);
        after.removeAll(before);
        after.removeIf(name -> name.startsWith("lib/classes/") || name.startsWith("data/files/.f9"));
        after.removeAll(AFTER_A_RUN);
        assertThat(after).containsExactlyInAnyOrder("data/etc", "data/etc/" + HOME_VAULT, "data/files",
                "data/files/a.txt");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void theStateMayLieElsewhere() throws Exception {
        Path home = folder.resolve("state");

        Finished missing = run(program.resolve("bin/vault"), Map.of("F9_HOME", home.toString()), "cat", "home:/a.txt");

        assertThat(missing.err()).startsWith("vault: home:/a.txt: not found");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(home.resolve("etc").resolve(HOME_VAULT)).exists();
        assertThat(elsewhere).isEmptyDirectory();
    }

    private static Finished run(Path script, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        Collections.addAll(command, words);
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", elsewhere.toString());
        builder.environment().put("JAVA_HOME", Jvm.home().toString());
        builder.environment().putAll(environment);
        return Finished.of(builder, folder);
    }

    /** The names of all that lies below a folder, relative to it. */
    private static Set<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(file -> root.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path archive(String extension) {
        return Path.of(System.getProperty("f9.archive") + extension);
    }

    private static Map<String, Entry> zipEntries() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(archive(".zip")).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                entries.put(entry.getName(), new Entry(entry.getUnixMode() & 0777,
                        entry.getLastModifiedTime().toMillis(), crc(zip.getInputStream(entry).readAllBytes())));
            }
        }
        return entries;
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
