package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.spi.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Computes the checksums of any number of files, in the order in which they were added, a batch at a time: within a batch
 * the vault works in parallel, and only a batch is ever in memory. For one thread.
 */
final class Hashing {

    private static final int BATCH = 256;

    private final Call call;
    private final FailureLog failures;
    private final Verdict verdict;
    private final List<Item> batch = new ArrayList<>();
    private ChecksumAlgorithm algorithm;

    /** What to do with each checksum. */
    @FunctionalInterface
    interface Verdict {

        /**
         * @param shown what the file is called in the output
         * @param expected what its checksum should be; empty if nobody said
         * @throws CommandFailure it should be another
         */
        void on(Place file, String shown, String expected, String checksum);
    }

    private record Item(Place file, String shown, String expected, boolean mayBeNone) {
    }

    Hashing(Call call, FailureLog failures, Verdict verdict) {
        this.call = call;
        this.failures = failures;
        this.verdict = verdict;
    }

    /** How to compute the checksums of what is added from now on. */
    void use(ChecksumAlgorithm wanted) {
        if (algorithm != wanted) {
            flush();
            algorithm = wanted;
        }
    }

    void add(Place file, String shown, String expected) {
        add(new Item(file, shown, expected, false));
    }

    /** All files below a directory; a link that leads to no file is none. */
    void addTree(Place directory, StorePath seenFrom) {
        directory.ask(backend -> {
            try (Stream<FileInfo> below = backend.walk(directory.canonical())) {
                below.filter(info -> info.isFile() || info.isSymlink()).forEachOrdered(info -> {
                    Place file = directory.at(info.path());
                    String shown = file.path().rebase(seenFrom, StorePath.ROOT).toString();
                    add(new Item(file, shown, "", info.isSymlink()));
                });
            }
            return null;
        });
    }

    private void add(Item item) {
        if (batch.size() == BATCH || !batch.isEmpty() && !batch.get(0).file.sharesVaultWith(item.file)) {
            flush();
        }
        batch.add(item);
    }

    /** Computes what was added and is still to be computed. */
    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<Item> items = List.copyOf(batch);
        batch.clear();
        List<String> paths = items.stream().map(item -> item.file.canonical()).toList();
        Map<String, String> checksums = items.get(0).file.ask(backend -> backend.checksumMany(paths, algorithm,
                ReadOption.progress(call.progress().forOne())));
        for (Item item : items) {
            String checksum = checksums.get(item.file.canonical());
            if (checksum != null || !item.mayBeNone) {
                failures.attempt(() -> settle(item, checksum));
                call.progress().fileDone();
            }
        }
    }

    /** What was left out of the answer is asked for by itself, which tells why. */
    private void settle(Item item, String checksum) {
        String found = checksum != null ? checksum
                : item.file.ask(backend -> backend.checksum(item.file.canonical(), algorithm));
        verdict.on(item.file, item.shown, item.expected, found);
    }
}
