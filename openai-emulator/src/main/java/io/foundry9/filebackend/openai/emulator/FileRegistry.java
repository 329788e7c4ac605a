package io.foundry9.filebackend.openai.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Files, in the order of their creation; guarded by the lock of {@link Service}. */
final class FileRegistry {
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Ids ids;
    private final EmulatorClock clock;
    private final Expiration expiration;
    private final Consumer<StoredFile> whenDeleted;

    FileRegistry(Ids ids, EmulatorClock clock, Expiration expiration, Consumer<StoredFile> whenDeleted) {
        this.ids = ids;
        this.clock = clock;
        this.expiration = expiration;
        this.whenDeleted = whenDeleted;
    }

    StoredFile add(String filename, String purpose, Blob content, Optional<Long> expiresAfter) {
        Instant now = clock.now();
        StoredFile file = new StoredFile(ids.file(), filename, purpose, content, now,
                expiration.of(purpose, expiresAfter, now));
        files.put(file.id(), file);
        return file;
    }

    Optional<StoredFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    StoredFile get(String id) {
        return find(id).orElseThrow(() -> ApiException.notFound("No such File object: " + id, "id"));
    }

    Collection<StoredFile> all() {
        return files.values();
    }

    void delete(StoredFile file) {
        files.remove(file.id());
        file.delete();
        whenDeleted.accept(file);
    }

    /** Lets go of what has expired by now. */
    void sweep() {
        Instant now = clock.now();
        List<StoredFile> expired = new ArrayList<>();
        files.values().stream().filter(file -> file.isExpired(now)).forEach(expired::add);
        expired.forEach(this::delete);
    }
}
