package io.foundry9.filebackend.core;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How digests are computed: from what the store knows, else by reading the file once with flat memory. */
final class Checksums {

    private static final int BUFFER = 64 * 1024;
    private static final String OPERATION = "checksum";

    private final Store store;
    private final PathRules paths;

    Checksums(Store store, PathRules paths) {
        this.store = store;
        this.paths = paths;
    }

    String checksum(StorePath path, ChecksumAlgorithm algorithm, ReadOption... options) throws IOException {
        return checksum(path, algorithm, listener(options));
    }

    private String checksum(StorePath path, ChecksumAlgorithm algorithm, ProgressListener progress)
            throws IOException {
        if (store.capabilities().knownChecksums().contains(algorithm)) {
            Optional<String> known = store.knownChecksum(path, algorithm);
            if (known.isPresent()) {
                return known.get();
            }
        }
        try (StoreReader reader = store.open(path, 0)) {
            return digest(reader, algorithm.newDigest(), progress);
        }
    }

    private static String digest(StoreReader reader, MessageDigest digest, ProgressListener progress)
            throws IOException {
        OptionalLong total = OptionalLong.of(reader.size());
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, total.getAsLong() + 1)));
        long done = 0;
        while (reader.read(buffer) >= 0) {
            digest.update(buffer.array(), 0, buffer.position());
            done += buffer.position();
            progress.progressed(done, total);
            buffer.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Map<String, String> checksumMany(Collection<String> asked, ChecksumAlgorithm algorithm, ReadOption... options) {
        algorithm.newDigest(); // fails here where the algorithm is not at hand, also when no path is given
        List<String> keys = asked.stream().distinct().toList();
        ProgressListener progress = new SharedProgress(listener(options));
        List<Optional<String>> digests = Parallel.map(keys, key -> ifFile(key, algorithm, progress));
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            digests.get(i).ifPresent(digest -> found.put(key, digest));
        }
        return found;
    }

    private Optional<String> ifFile(String key, ChecksumAlgorithm algorithm, ProgressListener progress) {
        try {
            StorePath path = paths.parse(key);
            ProgressListener own = progress instanceof SharedProgress shared ? shared.forOne() : progress;
            return Optional.of(Calls.run(OPERATION, path.toString(), () -> checksum(path, algorithm, own)));
        } catch (NotFoundException | InvalidOperationException e) {
            return Optional.empty(); // no readable file of this backend
        }
    }

    private static ProgressListener listener(ReadOption... options) {
        for (ReadOption option : options) {
            return ((WriteOption.Progress) option).listener();
        }
        return (done, total) -> {
        };
    }

    /** Adds up what several threads have read, and tells the listener one at a time. */
    private static final class SharedProgress implements ProgressListener {
        private final ProgressListener listener;
        private long sum;

        SharedProgress(ProgressListener listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void progressed(long more, OptionalLong total) {
            sum += more;
            listener.progressed(sum, OptionalLong.empty());
        }

        /** A listener for one file, whose counts start from zero. */
        ProgressListener forOne() {
            long[] before = {0};
            return (done, total) -> {
                progressed(done - before[0], total);
                before[0] = done;
            };
        }
    }
}
