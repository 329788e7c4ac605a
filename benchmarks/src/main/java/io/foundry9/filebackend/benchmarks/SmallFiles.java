package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.vfs2.FileObject;
import org.apache.opendal.Operator;

/** Many small files, one after the other. */
final class SmallFiles implements Subject {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final String NIO = "java.nio";
    private static final int SIZE = 4096;
    private static final double LIMIT = 1.25;

    private final byte[] content = "a line of text\n".repeat(SIZE / 15 + 1).substring(0, SIZE)
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("small-files", "Small files",
                "10,000 files of 4 KiB, 100 in a directory, on a file system in memory, so that only what the libraries do is "
                        + "seen; one thread. \"java.nio\" does by hand what a backend does: a temporary file, a lock "
                        + "against other processes, a look, a move to its place, a look at what is there then; \"java.nio, unlocked\" "
                        + "leaves out the lock and the last look. Commons VFS and OpenDAL write in place, where a reader sees half a file.");
        List<String> names = Trees.names(settings.count(10_000));
        creating(chapter, settings, names);
        looking(chapter, settings, names);
        power(chapter, settings, Trees.names(settings.count(1000)));
        return chapter;
    }

    private void creating(Chapter chapter, Settings settings, List<String> names) throws Exception {
        Path root = settings.memory().resolve("create");
        Contestant.Task empty = () -> {
            Trees.delete(root);
            Trees.makeDirectories(root, names);
        };
        String title = "create 10,000 files of 4 KiB";
        Standing standing = chapter.add(new Race(title, Unit.OPERATIONS, names.size())
                .add(Contestant.method("create", () -> createAll(root, names, false)).before(empty))
                .add(Contestant.method(NIO, () -> createAllByNio(root, names, false)).before(empty))
                .add(Contestant.method("java.nio, unlocked", () -> createAllUnlocked(root, names)).before(empty))
                .add(Contestant.method("Commons VFS (in place)", () -> {
                    for (String name : names) {
                        try (FileObject file = Streams.manager().resolveFile(root.resolve(name).toUri());
                                var out = file.getContent().getOutputStream()) {
                            out.write(content);
                        }
                    }
                }).before(empty))
                .addIf(OpenDal.isHere(settings.memory()), OpenDal.NAME, Contestant.method("OpenDAL (in place)", () -> {
                    try (Operator dal = OpenDal.in(root)) {
                        for (String name : names) {
                            dal.write(name, content);
                        }
                    }
                }).before(empty))

                .warmUp(WARM_UP).run(settings.rounds()));
        chapter.addRatio(standing, "create", NIO, LIMIT);
        Trees.delete(root);
    }

    private void createAll(Path root, List<String> names, boolean power) {
        try (FileBackend ours = power ? Vaults.localWithPower(root) : Vaults.local(root)) {
            for (String name : names) {
                ours.create(name, Content.of(content));
            }
        }
    }

    private void createAllByNio(Path root, List<String> names, boolean power) throws Exception {
        try (NioFiles nio = new NioFiles(root, power)) {
            for (String name : names) {
                nio.create(name, content);
            }
        }
    }

    private void createAllUnlocked(Path root, List<String> names) throws Exception {
        try (NioFiles nio = new NioFiles(root, false)) {
            for (String name : names) {
                nio.createUnlocked(name, content);
            }
        }
    }

    private void looking(Chapter chapter, Settings settings, List<String> names) throws Exception {
        Path root = Trees.make(settings.memory().resolve("look"), names, content);
        try (NioFiles nio = new NioFiles(root, false);
                FileBackend ours = Vaults.local(root)) {
            boolean dal = OpenDal.isHere(root);
            Standing reading = chapter.add(new Race("read 10,000 files of 4 KiB", Unit.OPERATIONS, names.size())
                    .add(Contestant.method("read", () -> names.forEach(ours::read)))
                    .add(Contestant.method(NIO, () -> {
                        for (String name : names) {
                            nio.read(name);
                        }
                    }))
                    .add(Contestant.method("Commons VFS", () -> {
                        for (String name : names) {
                            try (FileObject file = Streams.manager().resolveFile(root.resolve(name).toUri())) {
                                file.getContent().getByteArray();
                            }
                        }
                    }))
                    .addIf(dal, OpenDal.NAME, Contestant.method(OpenDal.NAME, () -> {
                        try (Operator operator = OpenDal.in(root)) {
                            names.forEach(operator::read);
                        }
                    }))

                    .warmUp(WARM_UP).run(settings.rounds()));
            chapter.addRatio(reading, "read", NIO, LIMIT);
            Standing info = chapter.add(new Race("info of 10,000 files of 4 KiB", Unit.OPERATIONS, names.size())
                    .add(Contestant.method("info", () -> names.forEach(ours::info)))
                    .add(Contestant.method(NIO, () -> {
                        for (String name : names) {
                            nio.isText(name);
                        }
                    }))
                    .add(Contestant.method("java.nio, attributes alone", () -> {
                        for (String name : names) {
                            nio.attributes(name);
                        }
                    }))
                    .addIf(dal, OpenDal.NAME, Contestant.method("OpenDAL, attributes alone", () -> {
                        try (Operator operator = OpenDal.in(root)) {
                            names.forEach(operator::stat);
                        }
                    }))

                    .warmUp(WARM_UP).run(settings.rounds()));
            chapter.addRatio(info, "info", NIO, LIMIT);
            chapter.remark("An info tells whether a file is text, so it reads its beginning; so does java.nio here.");
        }
        Trees.delete(root);
    }

    private void power(Chapter chapter, Settings settings, List<String> names) throws Exception {
        Path root = settings.disk().resolve("power");
        Contestant.Task empty = () -> {
            Trees.delete(root);
            Trees.makeDirectories(Files.createDirectories(root), names);
        };
        String peer = "java.nio with both forced";
        Standing standing = chapter.add(new Race("create 1,000 files of 4 KiB with durability=power", Unit.OPERATIONS,
                names.size())
                .add(Contestant.method("create", () -> createAll(root, names, true)).before(empty))
                .add(Contestant.method(peer, () -> createAllByNio(root, names, true)).before(empty))

                .warmUp(WARM_UP).run(settings.rounds()));
        chapter.addRatio(standing, "create", peer, 1.1);
        chapter.remark(
                "With durability=power: on the disk's file system, a file and the directory that names it are forced.");
        Trees.delete(root);
    }
}
