package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A process that takes the steps of the {@link Script}: on and on from a number, or one by one as it is told on its
 * standard input. In the second case one thread takes them all, and says which one it is to the system, so that it can be
 * traced alone.
 */
final class ScriptJvm {

    private static final Deque<FileChannel> HOARD = new ArrayDeque<>();
    private static Session held;

    private ScriptJvm() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]);
        LocalStoreOptions options = LocalStoreOptions.defaults().withDurability(Durability.valueOf(arguments[2]));
        if (arguments[0].equals("on")) {
            try (FileBackend backend = StoreBackend.over(LocalStore.open(root, options))) {
                goOn(backend, Integer.parseInt(arguments[3]));
            }
        } else {
            obey(root, options);
        }
    }

    private static void goOn(FileBackend backend, int first) {
        for (int step = first;; step++) {
            Script.take(backend, step);
            System.out.println(">" + (step + 1));
        }
    }

    private static void obey(Path root, LocalStoreOptions options) throws Exception {
        for (String type : List.of("java.nio.channels.ClosedByInterruptException", "java.io.UncheckedIOException",
                "java.nio.file.DirectoryNotEmptyException", "java.nio.file.FileAlreadyExistsException",
                "java.nio.file.AtomicMoveNotSupportedException", "java.nio.file.DirectoryIteratorException")) {
            Class.forName(type);
        }
        loadAll(LocalStore.class);
        loadAll(StoreBackend.class);
        ExecutorService worker = Executors.newSingleThreadExecutor();
        System.out.println(">" + worker.submit(() -> Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()).get());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        FileBackend backend = StoreBackend.over(LocalStore.open(root, options));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            Runnable action = action(backend, root, options, command);
            System.out.println(">" + worker.submit(() -> attempt(action)).get());
        }
        backend.close();
        worker.shutdown();
        System.out.println("closed");
    }

    private static Runnable action(FileBackend backend, Path root, LocalStoreOptions options, String command) {
        String[] words = command.split(" ");
        return switch (words[0]) {
            case "probe" -> () -> {
                backend.write("probe", Content.of("x"));
                backend.delete("probe");
            };
            case "unalias" -> () -> backend.move("w/file", "w/alias", WriteOption.OVERWRITE);
            case "starve" -> () -> starve(Integer.parseInt(words[1]));
            case "feed" -> () -> feed(HOARD.size());
            case "hold" -> () -> held = backend.openSession(null);
            case "inside" -> () -> held.write("s/updated", Content.of("inside"));
            case "again" -> () -> openAgain(root, options);
            case "release" -> () -> held.close();
            default -> () -> Script.take(backend, Integer.parseInt(command));
        };
    }

    /** Opens files until no more can be, and closes some. */
    private static void starve(int left) {
        try {
            while (true) {
                HOARD.push(FileChannel.open(Path.of("/dev/null")));
            }
        } catch (IOException e) {
            feed(left);
        }
    }

    private static void feed(int count) {
        try {
            for (int i = 0; i < count; i++) {
                HOARD.pop().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void openAgain(Path root, LocalStoreOptions options) {
        try (Store other = LocalStore.open(root, options);
                StoreLock lock = other.lock(LockScope.tree(), Duration.ZERO)) {
            System.out.println("got in");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String attempt(Runnable action) {
        try {
            action.run();
            return "done";
        } catch (StorageException e) {
            return "failed: " + e.kind() + " " + e;
        } catch (FileBackendException e) {
            return "failed: " + e.getClass().getSimpleName() + " " + e;
        } catch (Throwable e) { // also what nobody has declared
            e.printStackTrace(System.out);
            return "untyped: " + e;
        }
    }

    /** What is loaded now needs no system call later. */
    private static void loadAll(Class<?> one) throws IOException, ClassNotFoundException {
        Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = place.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.contains("-info") && !name.contains("Blake3") && !name.startsWith("META-INF")) {
                    Class.forName(name);
                }
            }
        }
    }
}
