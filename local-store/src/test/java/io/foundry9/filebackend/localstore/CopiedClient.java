package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteOption;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A user of a root who is to be loaded by a class loader of his own, and so is spoken to in words only: a command in, what
 * came of it out.
 */
public final class CopiedClient implements UnaryOperator<String>, AutoCloseable {

    private static final Duration LATER = Duration.ofSeconds(30);

    private final FileBackend backend;
    private Session held;

    public CopiedClient(String root) throws IOException {
        this.backend = Roots.backend(Path.of(root));
    }

    /**
     * One whose classes are all its own, as in another framework: nothing but the JDK is shared. Its loader has no parent,
     * since the JDK's own loaders know the modules of the application.
     */
    static final class Copy implements AutoCloseable {
        private final URLClassLoader loader;
        private final Object client;

        Copy(Path root) throws Exception {
            List<URL> places = new ArrayList<>();
            for (String place : ChildJvm.classPath().split(File.pathSeparator)) {
                places.add(new File(place).toURI().toURL());
            }
            loader = new URLClassLoader(places.toArray(URL[]::new), null);
            client = loader.loadClass(CopiedClient.class.getName()).getConstructor(String.class)
                    .newInstance(root.toString());
        }

        boolean isOfItsOwn() {
            return !(client instanceof CopiedClient);
        }

        @SuppressWarnings("unchecked")
        String tell(String command) {
            return ((UnaryOperator<String>) client).apply(command);
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) client).close();
            loader.close();
        }
    }

    @Override
    public String apply(String command) {
        try {
            return answer(command);
        } catch (FileBackendException e) {
            return e.getClass().getSimpleName();
        }
    }

    private String answer(String command) {
        String[] words = command.split(" ");
        switch (words[0]) {
            case "read" -> {
                return backend.readText(words[1]);
            }
            case "write" -> backend.write(words[1], Content.of(words[2]), WriteOption.lockTimeout(Duration.ZERO));
            case "try" -> backend.openSession(Duration.ZERO).close();
            case "append" -> backend.inSession(LATER, session -> session.append(words[1], Content.of(words[2])));
            case "count" -> count(backend, words[1], Integer.parseInt(words[2]));
            case "hold" -> {
                held = backend.openSession(LATER);
                held.write(words[1], Content.of(words[2]));
            }
            case "commit" -> held.commit();
            default -> throw new IllegalArgumentException(command);
        }
        return "done";
    }

    /** Adds one, many times. */
    static void count(FileBackend backend, String path, int times) {
        for (int i = 0; i < times; i++) {
            backend.inSession(LATER, session -> {
                int now = Integer.parseInt(session.readText(path));
                return session.write(path, Content.of("" + (now + 1)));
            });
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
