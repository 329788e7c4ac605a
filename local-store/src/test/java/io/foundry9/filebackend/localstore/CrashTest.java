package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.spi.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed at any moment; who comes next finds everything whole and nothing left behind. */
class CrashTest {

    private static final int ROUNDS = Roots.LONG ? 100 : 3;

    @TempDir Path root;

    private void killDuring(String what) throws Exception {
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, what, root)) {
            child.await("ready");
            Thread.sleep(ThreadLocalRandom.current().nextInt(20, 150));
            child.kill();
        }
    }

    @Test
    void aFileIsTheOldOrTheNewOneAndLeftoversAreSwept() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killDuring("files");
            try (FileBackend backend = Roots.backend(root)) {
                assertThat(Roots.staged(root)).isZero();
                if (backend.exists("file")) {
                    assertThat(Files.readAllLines(root.resolve("file"))).hasSize(20_000).containsOnly(
                            Files.readAllLines(root.resolve("file")).get(0));
                }
            }
        }
    }

    @Test
    void severalChangesAreAllMadeOrNone() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Files.createDirectories(root.resolve("dir0"));
            Files.createDirectories(root.resolve("dir1"));
            killDuring("batches");
            try (Store store = Roots.store(root)) {
                assertThat(store.capabilities()).isNotNull();
            }
            TreeMap<String, String> content = Roots.content(root);
            Set<String> directories = content.keySet().stream().filter(name -> !name.contains("/"))
                    .collect(Collectors.toSet());
            Set<String> texts = content.values().stream().filter(text -> !text.equals("/")).collect(Collectors.toSet());
            if (!texts.isEmpty()) {
                assertThat(directories).hasSize(1);
                assertThat(texts).hasSize(1);
                assertThat(content).hasSize(WriterJvm.FILES + 1);
            }
            assertThat(root.resolve(".f9/journal")).doesNotExist();
            assertThat(Roots.staged(root)).isZero();
        }
    }

    @Test
    void theLongUploadOfALivingProcessIsNotSwept() throws Exception {
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "staged", root)) {
            child.await("staged");
            Roots.backend(root).close();
            assertThat(Roots.staged(root)).isEqualTo(2);
            child.kill();
            Roots.backend(root).close();
            assertThat(Roots.staged(root)).isZero();
        }
    }
}
