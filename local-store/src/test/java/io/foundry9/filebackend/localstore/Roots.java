package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tests of the local store have in common. */
final class Roots {

    /** Whether tests that repeat something random should do it for long. */
    static final boolean LONG = Boolean.getBoolean("f9.long");

    private Roots() {}

    static Store store(Path root) throws IOException {
        return LocalStore.open(root, LocalStoreOptions.defaults());
    }

    static FileBackend backend(Path root) throws IOException {
        return StoreBackend.over(store(root));
    }

    static Staging stage(Store store, String path, String text) throws IOException {
        Staging staging = store.stage(new StageRequest(StorePath.parse(path), OptionalLong.empty(), false));
        staging.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        staging.finish();
        return staging;
    }

    /** What is left in the staging folders of all processes. */
    static long staged(Path root) throws IOException {
        Path staging = root.resolve(".f9/staging");
        if (!Files.exists(staging)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(staging)) {
            return all.count() - 1;
        }
    }

    /** What is in the store's own folder that should not be there while no store is open. */
    static List<String> leftovers(Path root) throws IOException {
        Set<String> usual = Set.of(".f9", ".f9/lock", ".f9/staging");
        try (Stream<Path> all = Files.walk(root.resolve(".f9"))) {
            return all.map(path -> root.relativize(path).toString()).filter(name -> !usual.contains(name)).toList();
        }
    }

    /** All files below a root and their content, without the store's own. */
    static TreeMap<String, String> content(Path root) throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(entry -> !entry.startsWith(root.resolve(".f9"))).toList()) {
                String name = root.relativize(path).toString();
                content.put(name, Files.isDirectory(path) ? "/" : Files.readString(path));
            }
        }
        content.remove("");
        return content;
    }
}
