package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that can be done to one path, carried through to its end, so that a rule about paths is tried on all of it.
 * What takes two paths takes {@value #OTHER} as the second one.
 */
enum Operation {
    CREATE((backend, path) -> backend.create(path, content()), Trait.WRITES, Trait.MAKES),
    CREATE_OVERWRITING((backend, path) -> backend.create(path, content(), WriteOption.OVERWRITE), Trait.WRITES,
            Trait.MAKES),
    CREATE_DIRECTORY((backend, path) -> backend.createDirectory(path), Trait.MAKES),
    WRITE((backend, path) -> backend.write(path, content()), Trait.WRITES, Trait.MAKES),
    OPEN_WRITE(Operation::writeThroughHandle, Trait.WRITES, Trait.MAKES),
    UPDATE((backend, path) -> backend.update(path, content()), Trait.WRITES, Trait.NEEDS),
    APPEND((backend, path) -> backend.append(path, content()), Trait.WRITES, Trait.NEEDS),
    READ((backend, path) -> backend.read(path), Trait.READS, Trait.NEEDS),
    READ_TEXT((backend, path) -> backend.readText(path), Trait.READS, Trait.NEEDS),
    OPEN_READ(Operation::readThroughStream, Trait.READS, Trait.NEEDS),
    STREAM_READ(Operation::readChunks, Trait.READS, Trait.NEEDS),
    STREAM_TEXT(Operation::readTextChunks, Trait.READS, Trait.NEEDS),
    CHECKSUM((backend, path) -> backend.checksum(path, ChecksumAlgorithm.SHA256), Trait.READS, Trait.NEEDS),
    COPY_FROM((backend, path) -> backend.copy(path, Operation.OTHER), Trait.NEEDS),
    COPY_TO((backend, path) -> backend.copy(Operation.OTHER, path), Trait.WRITES, Trait.MAKES),
    MOVE_FROM((backend, path) -> backend.move(path, Operation.OTHER), Trait.NEEDS, Trait.TAKES),
    MOVE_TO((backend, path) -> backend.move(Operation.OTHER, path), Trait.WRITES, Trait.MAKES),
    DELETE((backend, path) -> backend.delete(path), Trait.NEEDS, Trait.TAKES),
    DELETE_RECURSIVELY((backend, path) -> backend.delete(path, DeleteOption.RECURSIVE), Trait.NEEDS, Trait.TAKES),
    INFO((backend, path) -> backend.info(path), Trait.NEEDS),
    LIST((backend, path) -> backend.list(path), Trait.NEEDS),
    WALK(Operation::walkThrough, Trait.NEEDS),
    EXISTS((backend, path) -> backend.exists(path));

    /** The second path of what takes two: a file where it is the source, nothing where it is the target. */
    static final String OTHER = "other path.txt";

    /** What an operation does, as far as rules differ by it. */
    enum Trait {
        /** It reads the content of a file. */
        READS,
        /** It gives a file at the path a content. */
        WRITES,
        /** It makes something where nothing was. */
        MAKES,
        /** It fails where nothing is. */
        NEEDS,
        /** What was at the path is gone afterwards. */
        TAKES
    }

    private interface Action {
        void on(FileBackend backend, String path) throws IOException;
    }

    private final Action action;
    private final Set<Trait> traits;

    Operation(Action action, Trait... traits) {
        this.action = action;
        this.traits = Set.of(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    private static List<Operation> all(Predicate<Operation> which) {
        return Stream.of(values()).filter(which).toList();
    }

    static List<Operation> reading() {
        return all(operation -> operation.has(Trait.READS));
    }

    static List<Operation> writing() {
        return all(operation -> operation.has(Trait.WRITES));
    }

    static List<Operation> making() {
        return all(operation -> operation.has(Trait.MAKES));
    }

    static List<Operation> needing() {
        return all(operation -> operation.has(Trait.NEEDS));
    }

    /** What the root is not for. */
    static List<Operation> changing() {
        return all(operation -> operation.has(Trait.WRITES) || operation.has(Trait.MAKES)
                || operation.has(Trait.TAKES));
    }

    /** What goes through a link at the end of the path. */
    static List<Operation> following() {
        return all(operation -> operation.has(Trait.READS) || operation == COPY_FROM
                || (operation.has(Trait.WRITES) && !List.of(CREATE, MOVE_TO, COPY_TO).contains(operation)));
    }

    /** Of those the ones that make nothing. */
    static List<Operation> followingWhatIsThere() {
        return all(operation -> following().contains(operation) && operation.has(Trait.NEEDS));
    }

    /** Of those the ones that want a file there. */
    static List<Operation> followingToAFile() {
        return all(operation -> following().contains(operation) && operation != COPY_FROM);
    }

    /** Puts in place what the operation needs besides its path. */
    void prepare(FileBackend backend) {
        if (this == COPY_TO || this == MOVE_TO) {
            backend.write(OTHER, Content.of("other"));
        }
    }

    void perform(FileBackend backend, String path) throws IOException {
        action.on(backend, path);
    }

    private static Content content() {
        return Content.of("written");
    }

    private static void writeThroughHandle(FileBackend backend, String path) throws IOException {
        try (WriteHandle handle = backend.openWrite(path, WriteOption.OVERWRITE)) {
            handle.write(ByteBuffer.wrap("written".getBytes(StandardCharsets.UTF_8)));
            handle.commit();
        }
    }

    private static void readThroughStream(FileBackend backend, String path) throws IOException {
        try (InputStream stream = backend.openRead(path)) {
            stream.readAllBytes();
        }
    }

    private static void readChunks(FileBackend backend, String path) {
        try (Stream<ByteBuffer> chunks = backend.streamRead(path)) {
            chunks.forEach(chunk -> {});
        }
    }

    private static void readTextChunks(FileBackend backend, String path) {
        try (Stream<String> chunks = backend.streamText(path)) {
            chunks.forEach(chunk -> {});
        }
    }

    private static void walkThrough(FileBackend backend, String path) {
        try (Stream<FileInfo> below = backend.walk(path)) {
            below.forEach(info -> {});
        }
    }
}
