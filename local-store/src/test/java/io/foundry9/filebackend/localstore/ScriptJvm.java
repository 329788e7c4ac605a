package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.core.StoreBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Runnable action = action(backend, command);
            System.out.println(">" + worker.submit(() -> attempt(action)).get());
        }
        backend.close();
        worker.shutdown();
        System.out.println("closed");
    }

    private static Runnable action(FileBackend backend, String command) {
        return switch (command) {
            case "probe" -> () -> {
                backend.write("probe", Content.of("x"));
                backend.delete("probe");
            };
            default -> () -> Script.take(backend, Integer.parseInt(command));
        };
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
