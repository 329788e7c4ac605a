package user;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One at work on files of its own. It knows what each of them must hold, for nobody else changes them, and looks after
 * each change whether it is so. It stops at the first thing that goes wrong.
 */
final class Worker implements Runnable {
    private static final int MOST_FILES = 8;
    private static final int MOST_BYTES = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Crowd crowd;
    private final FileBackend vault;
    private final int number;
    private final int neighbours;
    private final String home;
    private final Random random;
    private final List<Step> steps = List.of(this::create, this::write, this::writeInParts, this::append, this::stream,
            this::list, this::glob, this::info, this::checksum, this::move, this::copy, this::delete, this::session,
            this::async, this::pulse, this::lookAround);

    /** What was acknowledged, by paths. */
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    private int names;
    private volatile long done;

    private interface Step {
        void take() throws Exception;
    }

    Worker(Crowd crowd, FileBackend vault, int number, int neighbours) {
        this.crowd = crowd;
        this.vault = vault;
        this.number = number;
        this.neighbours = neighbours;
        this.home = "own/" + number;
        this.random = new Random(number);
    }

    long done() {
        return done;
    }

    @Override
    public String toString() {
        return String.valueOf(number);
    }

    /** Before the others look at it. */
    void prepare() {
        try {
            pulse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void run() {
        try {
            while (!crowd.isOver()) {
                steps.get(random.nextInt(steps.size())).take();
                done++;
                crowd.moved();
            }
        } catch (Exception | Error e) {
            tell(e);
        }
    }

    private void tell(Throwable failure) {
        StringBuilder said = new StringBuilder("worker " + number + ": " + failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append("\n  of ").append(cause);
            Arrays.stream(cause.getStackTrace()).limit(25).forEach(frame -> said.append("\n    ").append(frame));
        }
        crowd.fail(said.toString());
    }

    /** After the last operation: nothing is missing, nothing is too much, nothing is torn. */
    void compare() {
        try {
            List<String> found;
            try (Stream<FileInfo> all = vault.walk(home)) {
                found = all.filter(FileInfo::isFile).map(FileInfo::path).sorted().toList();
            }
            same("what is there in the end", List.copyOf(files.keySet()), found);
            for (String path : found) {
                check(path, vault.read(path));
            }
        } catch (Exception | Error e) {
            tell(e);
        }
    }

    // Steps

    private void create() throws Exception {
        if (files.size() >= MOST_FILES) {
            delete();
            return;
        }
        String path = fresh();
        byte[] bytes = bytes();
        call("create " + path, () -> vault.create(path, Content.of(bytes)));
        files.put(path, bytes);
        read(path);
    }

    private void write() throws Exception {
        String path = any();
        byte[] bytes = bytes();
        call("write " + path, () -> vault.write(path, Content.of(bytes), WriteOption.OVERWRITE));
        files.put(path, bytes);
        read(path);
    }

    private void writeInParts() throws Exception {
        String path = any();
        byte[] bytes = bytes();
        call("openWrite " + path, () -> {
            try (WriteHandle handle = vault.openWrite(path, WriteOption.OVERWRITE)) {
                int half = bytes.length / 2;
                handle.write(ByteBuffer.wrap(bytes, 0, half));
                handle.write(ByteBuffer.wrap(bytes, half, bytes.length - half));
                return handle.commit();
            }
        });
        files.put(path, bytes);
        read(path);
    }

    private void append() throws Exception {
        String path = any();
        byte[] before = files.get(path);
        if (before.length > MOST_BYTES) {
            write();
            return;
        }
        byte[] more = bytes();
        call("append " + path, () -> vault.append(path, Content.of(more)));
        files.put(path, joined(before, more));
        read(path);
    }

    private void stream() throws Exception {
        String path = any();
        check(path, call("openRead " + path, () -> {
            try (InputStream in = vault.openRead(path)) {
                return in.readAllBytes();
            }
        }));
        check(path, call("streamRead " + path, () -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try (Stream<ByteBuffer> chunks = vault.streamRead(path, 256)) {
                chunks.forEachOrdered(chunk -> {
                    byte[] bytes = new byte[chunk.remaining()];
                    chunk.get(bytes);
                    all.writeBytes(bytes);
                });
            }
            return all.toByteArray();
        }));
    }

    private void list() throws Exception {
        any();
        List<FileInfo> listed = call("list " + home, () -> vault.list(home));
        same("list", List.copyOf(files.keySet()), listed.stream().map(FileInfo::path).sorted().toList());
    }

    private void glob() throws Exception {
        any();
        List<String> found = call("glob " + home, () -> vault.glob(home + "/*.f"));
        same("glob", List.copyOf(files.keySet()), found.stream().sorted().toList());
    }

    private void info() throws Exception {
        String path = any();
        FileInfo info = call("info " + path, () -> vault.info(path));
        same("size of " + path, (long) files.get(path).length, info.size());
    }

    private void checksum() throws Exception {
        String path = any();
        String sum = call("checksum " + path, () -> vault.checksum(path, ChecksumAlgorithm.SHA256));
        same("checksum of " + path,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(files.get(path))), sum);
    }

    private void move() throws Exception {
        String from = any();
        String to = fresh();
        call("move " + from, () -> vault.move(from, to));
        files.put(to, files.remove(from));
        read(to);
        same("it has gone", false, call("exists " + from, () -> vault.exists(from)));
    }

    private void copy() throws Exception {
        if (files.size() >= MOST_FILES) {
            delete();
            return;
        }
        String from = any();
        String to = fresh();
        call("copy " + from, () -> vault.copy(from, to));
        files.put(to, files.get(from));
        read(to);
    }

    private void delete() throws Exception {
        String path = any();
        call("delete " + path, () -> {
            vault.delete(path);
            return null;
        });
        files.remove(path);
        same("it has gone", false, call("exists " + path, () -> vault.exists(path)));
    }

    /** Replaces one file, moves another, and makes a third, at once. */
    private void session() throws Exception {
        String replaced = any();
        String made = fresh();
        String moved = fresh();
        byte[] bytes = bytes();
        byte[] more = bytes();
        call("session " + replaced, () -> {
            try (Session session = vault.openSession(PATIENCE)) {
                session.write(replaced, Content.of(bytes), WriteOption.OVERWRITE);
                session.append(replaced, Content.of(more));
                session.create(made, Content.of(bytes));
                session.move(made, moved);
                same("read within", true, Arrays.equals(joined(bytes, more), session.read(replaced)));
                session.commit();
            }
            return null;
        });
        files.put(replaced, joined(bytes, more));
        files.put(moved, bytes);
        read(replaced);
        read(moved);
        if (files.size() > MOST_FILES) {
            delete();
        }
    }

    private void async() throws Exception {
        String path = any();
        byte[] bytes = bytes();
        byte[] read = call("async " + path, () -> vault.async()
                .write(path, Content.of(bytes), WriteOption.OVERWRITE)
                .thenCompose(written -> vault.async().read(path))
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        files.put(path, bytes);
        check(path, read);
        check(path, call("async " + path,
                () -> vault.async().read(path).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
    }

    /** Others look at this one while it is replaced. */
    private void pulse() throws Exception {
        byte[] beat = "beat %06d\n".formatted(random.nextInt(1_000_000)).repeat(200).getBytes(StandardCharsets.US_ASCII);
        call("pulse", () -> vault.write(pulseOf(number), Content.of(beat), WriteOption.OVERWRITE));
    }

    private void lookAround() throws Exception {
        String path = pulseOf(random.nextInt(neighbours));
        String beats = call("read " + path, () -> vault.readText(path));
        same("lines of " + path, 200L, beats.lines().count());
        same("different lines of " + path, 1L, beats.lines().distinct().count());
    }

    // Means

    private static String pulseOf(int number) {
        return "pulse/" + number;
    }

    private <T> T call(String what, Callable<T> operation) throws Exception {
        long start = System.nanoTime();
        try {
            T result = operation.call();
            crowd.done(System.nanoTime() - start);
            return result;
        } catch (Exception | Error e) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            throw new IllegalStateException(what + " failed after " + millis + " ms", e);
        }
    }

    private void read(String path) throws Exception {
        check(path, call("read " + path, () -> vault.read(path)));
    }

    private void check(String path, byte[] found) {
        byte[] wanted = files.get(path);
        if (!Arrays.equals(wanted, found)) {
            int at = Arrays.mismatch(wanted, found);
            throw new AssertionError(path + " holds " + found.length + " bytes instead of " + wanted.length
                    + ", others from " + at + " on");
        }
    }

    private static void same(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError(what + ": " + found + " instead of " + wanted);
        }
    }

    private String fresh() {
        return home + "/" + names++ + ".f";
    }

    /** A file that is there; there is always one. */
    private String any() throws Exception {
        if (files.isEmpty()) {
            create();
        }
        return new ArrayList<>(files.keySet()).get(random.nextInt(files.size()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
