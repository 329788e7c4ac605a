package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;
import org.bouncycastle.crypto.digests.Blake3Digest;

/** Checksums of one large file, and of many. */
final class Checksums implements Subject {
    private static final String OURS = "checksum";
    private static final int FILES = 1000;

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("checksums", "Checksums",
                "Files in the page cache. `openssl` is one process, and so is each of the others that are programs.");
        Path folder = Files.createDirectories(settings.disk().resolve("checksums"));
        Path file = Trees.randomFile(folder.resolve("big.bin"), settings.size(Settings.GIB));
        try (FileBackend ours = Vaults.local(folder)) {
            large(chapter, settings, ours, file, ChecksumAlgorithm.SHA256, 1.15);
            large(chapter, settings, ours, file, ChecksumAlgorithm.MD5, 1.1);
            large(chapter, settings, ours, file, ChecksumAlgorithm.SHA512, 1.2);
            blake3(chapter, settings, ours, file);
            Files.delete(file);
            many(chapter, settings, ours, folder);
        }
        Trees.delete(folder);
        return chapter;
    }

    private static void large(Chapter chapter, Settings settings, FileBackend ours, Path file,
            ChecksumAlgorithm algorithm, double limit) throws Exception {
        String name = algorithm.name().toLowerCase(Locale.ROOT);
        String program = name + "sum";
        Standing standing = chapter.add(new Race(name + " of 1 GiB", Unit.BYTES, Files.size(file))
                .add(Contestant.method(OURS, () -> ours.checksum("big.bin", algorithm)))
                .addIfHere("openssl", Contestant.command("openssl", file.getParent(),
                        List.of("openssl", "dgst", "-" + name, "big.bin")))
                .addIfHere(program, Contestant.command(program, file.getParent(), List.of(program, "big.bin")))
                .add(Contestant.method("commons-codec", () -> codec(file, algorithm)))
                .run(settings.rounds()));
        chapter.addRatio(standing, OURS, "openssl", limit);
    }

    private static String codec(Path file, ChecksumAlgorithm algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return switch (algorithm) {
                case SHA256 -> DigestUtils.sha256Hex(in);
                case SHA512 -> DigestUtils.sha512Hex(in);
                default -> DigestUtils.md5Hex(in);
            };
        }
    }

    private static void blake3(Chapter chapter, Settings settings, FileBackend ours, Path file) throws Exception {
        String alone = "Bouncy Castle's digest alone";
        Standing standing = chapter.add(new Race("blake3 of 1 GiB", Unit.BYTES, Files.size(file))
                .add(Contestant.method(OURS, () -> ours.checksum("big.bin", ChecksumAlgorithm.BLAKE3)))
                .add(Contestant.method(alone, () -> digest(file)))
                .addIfHere("b3sum", Contestant.command("b3sum", file.getParent(), List.of("b3sum", "big.bin")))
                .run(settings.rounds()));
        chapter.addRatio(standing, OURS, alone, 1.05);
    }

    private static void digest(Path file) throws IOException {
        Blake3Digest digest = new Blake3Digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        digest.doFinal(new byte[digest.getDigestSize()], 0);
    }

    private static void many(Chapter chapter, Settings settings, FileBackend ours, Path folder) throws Exception {
        List<String> names = new ArrayList<>();
        int count = settings.count(FILES);
        for (int i = 0; i < count; i++) {
            names.add("file%04d.bin".formatted(i));
            Trees.randomFile(folder.resolve(names.get(i)), Settings.MIB);
        }
        String peer = "xargs -P2 openssl";
        Standing standing = chapter.add(new Race("sha256 of 1,000 files of 1 MiB", Unit.OPERATIONS, count)
                .add(Contestant.method("checksumMany", () -> ours.checksumMany(names, ChecksumAlgorithm.SHA256)))
                .addIfHere("openssl", Contestant.command(peer, folder, List.of("sh", "-c",
                        "ls file*.bin | xargs -P2 -n 50 openssl dgst -sha256")))
                .run(settings.rounds()));
        chapter.addRatio(standing, "checksumMany", peer, 1.1);
    }
}
