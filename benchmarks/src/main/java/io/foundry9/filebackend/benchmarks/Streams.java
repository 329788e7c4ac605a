package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemManager;
import org.apache.commons.vfs2.VFS;
import org.apache.opendal.Operator;

/** Large files, read and written as streams. */
final class Streams implements Subject {
    private static final int LARGE = 1 << 20;
    private static final int SMALL = FileBackend.DEFAULT_CHUNK_SIZE;
    private static final String OURS = "streamRead";

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("streams", "Large files",
                "One file of 1 GiB on the disk's file system, in the page cache; nobody asks for it to be forced to the disk. "
                        + "Commons VFS and OpenDAL read the same file through their streams.");
        long size = settings.size(Settings.GIB);
        Path folder = Files.createDirectories(settings.disk().resolve("streams"));
        Path file = Trees.randomFile(folder.resolve("big.bin"), size);
        boolean dal = OpenDal.isHere(folder);
        try (FileBackend ours = Vaults.local(folder)) {
            reading(chapter, settings, ours, dal, file, size);
            writing(chapter, settings, ours, dal, folder, size);
        }
        Trees.delete(folder);
        return chapter;
    }

    private static void reading(Chapter chapter, Settings settings, FileBackend ours, boolean dal, Path file,
            long size)
            throws Exception {
        FileObject vfs = manager().resolveFile(file.toUri());
        for (int chunk : new int[] {LARGE, SMALL}) {
            Standing standing =
                    chapter.add(new Race("read 1 GiB in chunks of " + (chunk >> 10) + " KiB", Unit.BYTES, size)
                            .add(Contestant.method(OURS, () -> count(size, ours, chunk)))
                            .addIfHere("dd", Contestant.command("dd", file.getParent(),
                                    List.of("dd", "if=" + file, "of=/dev/null", "bs=" + chunk)))
                            .add(Contestant.method("openRead", () -> drain(size, ours.openRead("big.bin"), chunk)))
                            .add(Contestant.method("java.nio", () -> drain(size, Files.newInputStream(file), chunk)))
                            .add(Contestant.method("java.nio, fresh buffers", () -> fresh(size, file, chunk)))
                            .add(Contestant.method("Commons VFS",
                                    () -> drain(size, vfs.getContent().getInputStream(), chunk)))
                            .addIf(dal, OpenDal.NAME, Contestant.method(OpenDal.NAME, () -> {
                                try (Operator operator = OpenDal.in(file.getParent())) {
                                    drain(size, operator.createInputStream("big.bin"), chunk);
                                }
                            }))
                            .run(settings.rounds()));
            double limit = chunk == LARGE ? 1.25 : 1.15;
            chapter.addRatio(standing, "openRead", "dd", limit);
            chapter.addRatio(standing, OURS, "dd", limit);
        }
        chapter.remark(
                "`openRead` fills the caller's buffer, as dd does with its own. `streamRead` hands out chunks that may "
                        + "be kept, so each is new memory, which is cleared first: \"java.nio, fresh buffers\" shows what that alone costs.");
    }

    private static void writing(Chapter chapter, Settings settings, FileBackend ours, boolean dal, Path folder,
            long size)
            throws Exception {
        Path target = folder.resolve("new.bin");
        FileObject vfs = manager().resolveFile(target.toUri());
        ByteBuffer chunk = ByteBuffer.allocate(LARGE);
        byte[] bytes = new byte[LARGE];
        Contestant.Task written = () -> Command.run(folder, List.of("sync"));
        Standing standing = chapter.add(new Race("write 1 GiB over an older file", Unit.BYTES, size)
                .add(Contestant.method("write", () -> ours.write("new.bin", zeros(chunk, size), WriteOption.OVERWRITE))
                        .before(written))
                .addIfHere("dd", Contestant.command("dd", folder,
                        List.of("dd", "if=/dev/zero", "of=" + target, "bs=1M", "count=" + (size >> 20)))
                        .before(written))
                .addIfHere("dd", Contestant.command("dd to a new file, then mv", folder, List.of("sh", "-c",
                        "dd if=/dev/zero of=tmp.bin bs=1M count=" + (size >> 20) + " && mv tmp.bin new.bin"))
                        .before(written))
                .add(Contestant.method("Commons VFS (in place)", () -> {
                    try (var out = vfs.getContent().getOutputStream()) {
                        for (long left = size; left > 0; left -= bytes.length) {
                            out.write(bytes);
                        }
                    }
                }).before(written))
                .addIf(dal, OpenDal.NAME, Contestant.method("OpenDAL (in place)", () -> {
                    try (Operator operator = OpenDal.in(folder);
                            var out = operator.createOutputStream("new.bin", LARGE)) {
                        for (long left = size; left > 0; left -= bytes.length) {
                            out.write(bytes);
                        }
                    }
                }).before(written))
                .run(settings.rounds()));
        chapter.addRatio(standing, "write", "dd", 1.1);
        chapter.remark("Before each run of a writer, what earlier ones have left to be written is written.");
    }

    static FileSystemManager manager() throws IOException {
        return VFS.getManager();
    }

    static Content zeros(ByteBuffer chunk, long size) {
        Iterator<ByteBuffer> chunks =
                IntStream.range(0, (int) (size / chunk.capacity())).mapToObj(i -> chunk.duplicate())
                        .iterator();
        return Content.ofChunks(chunks);
    }

    private static void count(long size, FileBackend files, int chunk) {
        try (Stream<ByteBuffer> chunks = files.streamRead("big.bin", chunk)) {
            expect(size, chunks.mapToLong(ByteBuffer::remaining).sum());
        }
    }

    private static void fresh(long size, Path file, int chunk) throws IOException {
        long seen = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            for (int n = channel.read(ByteBuffer.allocate(chunk)); n >= 0;) {
                seen += n;
                n = channel.read(ByteBuffer.allocate(chunk));
            }
        }
        expect(size, seen);
    }

    static void drain(long size, InputStream stream, int chunk) throws IOException {
        byte[] buffer = new byte[chunk];
        long seen = 0;
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                seen += n;
            }
        }
        expect(size, seen);
    }

    static void expect(long size, long seen) {
        if (size != seen) {
            throw new IllegalStateException(seen + " bytes instead of " + size);
        }
    }
}
