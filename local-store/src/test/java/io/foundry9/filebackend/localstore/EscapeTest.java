package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody swaps a directory for a link that leads out, all the time, while the store works below it. */
class EscapeTest {

    private static final int ROUNDS = Roots.LONG ? 100_000 : 3_000;

    @TempDir Path folder;

    private Path root;
    private Path outside;
    private FileBackend backend;
    private final AtomicBoolean done = new AtomicBoolean();
    private Thread swapper;

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "outside");
        Files.createDirectory(root.resolve("swapped"));
        Files.writeString(root.resolve("swapped/secret"), "inside");
        Files.createSymbolicLink(root.resolve("link"), outside);
        backend = Roots.backend(root);
        swapper = new Thread(this::swap, "swapper");
        swapper.start();
    }

    private void swap() {
        Path swapped = root.resolve("swapped");
        Path aside = root.resolve("aside");
        Path link = root.resolve("link");
        while (!done.get()) {
            try {
                Files.move(swapped, aside, StandardCopyOption.ATOMIC_MOVE);
                Files.move(link, swapped, StandardCopyOption.ATOMIC_MOVE);
                Files.move(swapped, link, StandardCopyOption.ATOMIC_MOVE);
                Files.move(aside, swapped, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                return; // the test has removed something
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        done.set(true);
        swapper.join();
        backend.close();
    }

    @Test
    void readsSeeTheInsideOrNothing() {
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                assertThat(backend.readText("swapped/secret")).isEqualTo("inside");
                read++;
            } catch (FileBackendException e) {
                continue; // refused, or missing for a moment
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void writesAndDeletesStayInside() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            try {
                backend.write("swapped/new", Content.of("x"));
                backend.write("swapped/deep/er/new", Content.of("x"));
                backend.delete("swapped/new");
                backend.delete("swapped/deep", DeleteOption.RECURSIVE);
            } catch (FileBackendException e) {
                continue;
            }
        }
        assertThat(Roots.content(outside)).containsOnlyKeys("secret");
        assertThat(outside.resolve("secret")).hasContent("outside");
    }

    @Test
    void listingsStayInside() {
        for (int i = 0; i < ROUNDS / 4; i++) {
            try {
                assertThat(backend.glob("swapped/**")).isSubsetOf("swapped", "swapped/secret");
                assertThat(backend.list("swapped")).allMatch(info -> info.size() == "inside".length());
                assertThat(backend.info("swapped/secret").size()).isEqualTo("inside".length());
            } catch (FileBackendException e) {
                continue;
            }
        }
    }
}
