package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Pulls before reads and sessions, where that is wanted. Readers that come while one is at it share the next pull. A read
 * never waits for a lock and never fails for a conflict: then it goes without. Safe for use by many threads.
 */
final class AutoPull {

    private final GitRoot root;
    private final Syncing syncing;
    private final Integration integration;
    private final ReentrantLock pulling = new ReentrantLock(true);

    /** When the last pull that has succeeded began, by {@link System#nanoTime}; guarded by {@link #pulling}. */
    private long lastBegin;

    private boolean hasPulled;

    AutoPull(GitRoot root, Syncing syncing, Integration integration) {
        this.root = root;
        this.syncing = syncing;
        this.integration = integration;
    }

    void beforeRead() throws IOException {
        if (!root.config().autoPull() || root.merge().stands() || syncing.isInSession()) {
            return;
        }
        long arrival = System.nanoTime();
        pulling.lock();
        try {
            long begin = System.nanoTime();
            if (hasPulled && (lastBegin - arrival >= 0
                    || begin - lastBegin < root.config().pullInterval().toNanos())) {
                return;
            }
            if (pull(false)) {
                lastBegin = begin;
                hasPulled = true;
            }
        } finally {
            pulling.unlock();
        }
    }

    /** The caller has the lock on the tree. */
    void beforeSession() throws IOException {
        if (root.config().autoPull() && !root.merge().stands()) {
            pull(true);
        }
    }

    /** Whether what is here is now what was there. */
    private boolean pull(boolean isLocked) throws IOException {
        try {
            Optional<ObjectId> news = syncing.fetchNews();
            if (news.isEmpty()) {
                return true;
            }
            if (isLocked) {
                integration.integrate(news.get());
                return true;
            }
            return integrateIfFree(news.get());
        } catch (ConflictException e) {
            return false; // it stands now, and is told by all that asks for it
        } catch (FileBackendException e) {
            if (root.config().tolerates(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean integrateIfFree(ObjectId tip) throws IOException {
        try (StoreLock lock = root.files().lock(LockScope.tree(), Duration.ZERO)) {
            integration.integrate(tip);
            return true;
        } catch (LockTimeoutException e) {
            return false;
        }
    }
}
