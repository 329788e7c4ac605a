package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Uploads content again before the service deletes it, where the service keeps it for a limited time only (files of the
 * purpose {@code batch}: 30 days). It works by itself in the background when a listing shows that something is about to
 * expire, and is told to by a collection. Safe for use by many threads.
 */
final class Renewal implements AutoCloseable {

    /** In seconds; a vault that is used once in so long loses nothing. */
    static final long AHEAD = Duration.ofDays(20).toSeconds();

    private static final Logger LOGGER = System.getLogger(Renewal.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCK = 64 * 1024;

    private final Service service;
    private final Contents contents;
    private final Uploads uploads;
    private final Steps steps;
    private final Locking locking;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile boolean isClosed;
    private volatile Thread thread;

    /** Takes locks. */
    interface Locking {
        StoreLock lock(LockScope scope, Duration timeout) throws IOException;
    }

    Renewal(Service service, Contents contents, Uploads uploads, Steps steps, Locking locking) {
        this.service = service;
        this.contents = contents;
        this.uploads = uploads;
        this.steps = steps;
        this.locking = locking;
    }

    private List<Entry> due(Listing listing) {
        long limit = service.now() + AHEAD;
        return listing.byPath().values().stream()
                .filter(entry -> entry.expires().isPresent() && entry.expires().getAsLong() < limit)
                .toList();
    }

    /** Looks at a listing, and begins where there is something to do. */
    void consider(Listing listing) {
        List<Entry> due = due(listing);
        if (due.isEmpty() || isClosed || !isRunning.compareAndSet(false, true)) {
            return;
        }
        thread = new Thread(() -> {
            try {
                renewAll(due);
            } catch (IOException | FileBackendException e) {
                LOGGER.log(Level.WARNING, "content that the service deletes soon could not be uploaded again: {0}",
                        e.getMessage());
            } finally {
                isRunning.set(false);
            }
        }, "f9-openai-renewal");
        thread.setDaemon(true);
        thread.start();
    }

    /** Renews what is due. @return how many that were */
    int renew(Listing listing) throws IOException {
        return renewAll(due(listing));
    }

    private synchronized int renewAll(List<Entry> due) throws IOException {
        int renewed = 0;
        for (Entry entry : due) {
            if (isClosed) {
                break;
            }
            renewed += renew(entry) ? 1 : 0;
        }
        return renewed;
    }

    private boolean renew(Entry entry) throws IOException {
        StorePath path = StorePath.parse(entry.path());
        try (Upload upload = new Upload(uploads, path)) {
            try (InputStream in = contents.open(entry, 0)) {
                byte[] block = new byte[BLOCK];
                for (int count; (count = in.read(block)) >= 0;) {
                    upload.write(ByteBuffer.wrap(block, 0, count));
                }
            } catch (ApiException e) {
                if (e.isRefusal()) {
                    return false; // replaced meanwhile, or lost already: whoever reads it hears of it
                }
                throw e;
            }
            Stored again = upload.finishParts();
            try (StoreLock lock = locking.lock(LockScope.entry(path), PATIENCE)) {
                if (!steps.renew(entry, entry.withContent(again, upload.expires()))) {
                    return false;
                }
                upload.published();
                return true;
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
