package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RepositoryState;

/**
 * Brings work tree and remote into step: talks to the remote, again and again where that helps, and keeps in mind how that
 * went. Network is used without any lock on files, but for that of a session that is there already. Safe for use by many
 * threads.
 */
final class Syncing {

    /** How often a push is tried that always finds the remote moved on. */
    private static final int MOST_PUSHES = 30;

    /** The id of the conflict in which not a file, but the history itself is in dispute. */
    static final String HISTORY = "/";

    private static final int MOST_EXCHANGES = 10;
    private static final int MOST_SENDS = 4;
    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private final GitRoot root;
    private final Snapshots snapshots;
    private final Integration integration;

    /** One push at a time: what is committed while one is under way goes with the next. */
    private final ReentrantLock pushing = new ReentrantLock(true);

    private volatile Optional<Instant> lastContact = Optional.empty();
    private volatile Optional<FileBackendException> lastFailure = Optional.empty();

    Syncing(GitRoot root, Integration integration, Snapshots snapshots) {
        this.root = root;
        this.integration = integration;
        this.snapshots = snapshots;
    }

    Optional<Instant> lastContact() {
        return lastContact;
    }

    Optional<FileBackendException> lastFailure() {
        return lastFailure;
    }

    /** The thread that has opened the session which is open, if it was this store's. */
    private volatile Thread sessionThread;

    void sessionBegins() {
        sessionThread = Thread.currentThread();
    }

    void sessionEnds() {
        sessionThread = null;
    }

    boolean isInSession() {
        return sessionThread == Thread.currentThread();
    }

    /** Something done with the lock on the whole tree. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Runs with the lock on the tree, which is waited for. */
    <T> T locked(Work<T> work) throws IOException {
        return outsideSession(() -> {
            try (StoreLock lock = root.files().lock(LockScope.tree(), LOCK_TIMEOUT)) {
                return work.run();
            }
        });
    }

    /** Who is inside a session would wait for his own lock. */
    <T> T outsideSession(Work<T> work) throws IOException {
        if (isInSession()) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, "",
                    "this thread is inside a session: it pulls when it"
                            + " begins, and what it changes is committed when it ends; do this before or after it");
        }
        return work.run();
    }

    /** How work comes by the lock on the tree. */
    private <T> T withLock(boolean isHeld, Work<T> work) throws IOException {
        return isHeld ? work.run() : locked(work);
    }

    private interface Exchange<T> {
        T with(Remote remote) throws IOException;
    }

    private <T> T exchange(Exchange<T> exchange) throws IOException {
        try {
            T result = withRepository(exchange);
            lastContact = Optional.of(Instant.now());
            lastFailure = Optional.empty();
            return result;
        } catch (FileBackendException e) {
            lastFailure = Optional.of(e);
            throw e;
        }
    }

    /** Tries again where another process, or another store in this one, was at the repository here. */
    private <T> T withRepository(Exchange<T> exchange) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                return exchange.with(root.remote());
            } catch (StorageException e) {
                if (e.kind() != Kind.IO || tries == MOST_EXCHANGES) {
                    throw e;
                }
                pause(tries);
                root.branch().awaitTracked();
                root.branch().awaitPacks();
            }
        }
    }

    /** What pull brings. */
    record Pulled(int commits, List<PathChange> changes) {}

    /**
     * Fetches and merges.
     *
     * @param isLocked whether the caller has the lock on the tree
     */
    Pulled pull(boolean isLocked) throws IOException {
        requireNoConflicts(isLocked);
        requireNothingUnderWay();
        Optional<ObjectId> news = fetchNews();
        return news.isEmpty()
                ? new Pulled(0, List.of())
                : withLock(isLocked, () -> integration.integrate(news.get()));
    }

    /** Brings the remote's commits; where the branch is there now, if that is not in the history of what is here. */
    Optional<ObjectId> fetchNews() throws IOException {
        Optional<ObjectId> tip = fetch();
        return tip.isEmpty() || isHere(tip.get()) ? Optional.empty() : tip;
    }

    private boolean isHere(ObjectId commit) throws IOException {
        Optional<ObjectId> here = root.committer().tip().commit();
        return here.isPresent() && root.branch().isMerged(commit, here.get());
    }

    /** Brings the remote's commits; where the branch is there now. */
    private Optional<ObjectId> fetch() throws IOException {
        Optional<ObjectId> seen;
        Remote.Fetched fetched;
        int tries = 0;
        do {
            root.branch().awaitTracked();
            seen = root.branch().tracked();
            fetched = exchange(remote -> remote.fetch(root.repository(), root.branch().name(), OptionalInt.empty()));
            // What another process has pushed from here meanwhile is newer than what was just seen of the remote.
        } while (fetched.isRewritten() && !root.branch().tracked().equals(seen) && ++tries < MOST_EXCHANGES);
        boolean isGone = fetched.tip().isEmpty() && seen.isPresent();
        root.branch().setDisputed(fetched.isRewritten() ? fetched.tip() : isGone ? seen : Optional.empty());
        if (fetched.isRewritten()) {
            throw disagreement("the history of branch " + root.branch().name() + " at the remote was rewritten: it no"
                    + " longer holds what was there before. Take it over with vault:accept --remote VAULT:/ (what is"
                    + " here is kept as a snapshot), or merge it with what is here: vault:accept --local VAULT:/, then"
                    + " vault:pull");
        }
        if (isGone) {
            throw disagreement("branch " + root.branch().name() + " is no longer at the remote. Start it there again"
                    + " with vault:accept --local VAULT:/, then vault:push; or open the vault with another branch");
        }
        return fetched.tip();
    }

    private static ConflictException disagreement(String problem) {
        return new ConflictException("", List.of(HISTORY), problem);
    }

    /**
     * Fails while conflicts stand. A merge whose last conflict was resolved, and which was interrupted then, is finished.
     *
     * @param isLocked whether the caller has the lock on the tree
     */
    void requireNoConflicts(boolean isLocked) throws IOException {
        Optional<PendingMerge.View> view = root.merge().view();
        if (view.isPresent() && view.get().open().isEmpty()) {
            withLock(isLocked, () -> new Finish(root, integration).run());
            view = root.merge().view();
        }
        if (view.isPresent()) {
            throw conflicts(view.get());
        }
    }

    static ConflictException conflicts(PendingMerge.View view) {
        List<String> ids = view.open().stream().map(clash -> clash.path().id()).sorted().toList();
        return new ConflictException("", ids, "here and at the remote, the same files were changed: "
                + String.join(", ", ids) + ". Resolve each with vault:accept --local, vault:accept --remote or"
                + " vault:resolve, or give the merge up with vault:abort");
    }

    private void requireNothingUnderWay() throws IOException {
        RepositoryState state = root.repository().getRepositoryState();
        if (state != RepositoryState.SAFE) {
            throw new BackendUnavailableException("", "in the work tree, git is in the midst of something ("
                    + state.getDescription().toLowerCase(Locale.ROOT)
                    + "): finish it, or abort it, with git", false);
        }
        root.branch().requireCheckedOut();
    }

    /** What push does. */
    record Sent(int commits, Pulled pulled) {}

    /**
     * Publishes what is committed; where the remote has moved on, after merging that.
     *
     * @param isLocked whether the caller has the lock on the tree
     */
    Sent push(boolean isLocked) throws IOException {
        int received = 0;
        List<PathChange> changed = new ArrayList<>();
        for (int tries = 1; tries <= MOST_PUSHES; tries++) {
            requireNoConflicts(isLocked);
            Optional<Integer> sent = pushOnce();
            if (sent.isPresent()) {
                return new Sent(sent.get(), new Pulled(received, changed));
            }
            pause(tries);
            Pulled pulled = pull(isLocked);
            received += pulled.commits();
            changed.addAll(pulled.changes());
        }
        throw new BackendUnavailableException("", "the remote moves on so often that nothing could be pushed in "
                + MOST_PUSHES + " attempts; what is committed here goes with the next push");
    }

    /** How many commits were sent; absent if the remote has moved on. Nobody is waited for in here but the remote. */
    private Optional<Integer> pushOnce() throws IOException {
        pushing.lock();
        try {
            Optional<ObjectId> tip = root.committer().tip().commit();
            Optional<ObjectId> tracked = root.branch().tracked();
            List<String> tags = snapshots.unpublished();
            if (tip.isEmpty() || tags.isEmpty() && tip.equals(tracked)) {
                return Optional.of(0);
            }
            int ahead = root.branch().count(tip, tracked);
            Remote.Pushed pushed = sendWithTags(tip.get(), tags);
            if (pushed == Remote.Pushed.BEHIND) {
                awaitLocksThere();
                return Optional.empty();
            }
            snapshots.published(tags);
            return Optional.of(ahead);
        } finally {
            pushing.unlock();
        }
    }

    /**
     * Where the remote is a folder of this machine, several processes that send the same at the same moment get into each
     * other's way, as each receives its own there: it may be refused, or nobody can tell whether it arrived, until it is
     * sent again.
     */
    private Remote.Pushed send(ObjectId tip, List<String> tags) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                return exchange(remote -> remote.push(root.repository(), root.branch().name(), tip, tags));
            } catch (BackendUnavailableException e) {
                Optional<LeftLocks> there = there().filter(LeftLocks::areOfRepository);
                if (tries == MOST_SENDS || there.isEmpty()) {
                    throw e;
                }
                pause(tries);
                there.get().awaitPacks();
            }
        }
    }

    private Optional<LeftLocks> there() {
        return LeftLocks.at(root.config().access().url());
    }

    /** A tag that is refused, since there is another of that name, is told of once: the branch has arrived then. */
    private Remote.Pushed sendWithTags(ObjectId tip, List<String> tags) throws IOException {
        try {
            return send(tip, tags);
        } catch (FileBackendException e) {
            if (root.branch().tracked().equals(Optional.of(tip))) {
                snapshots.published(tags);
            }
            throw e;
        }
    }

    /** Somebody may have died while he pushed to a folder of this machine. */
    private void awaitLocksThere() throws IOException {
        Optional<LeftLocks> there = there();
        if (there.isPresent()) {
            there.get().awaitRef(root.branch().headRef());
        }
    }

    /** Longer each time, and of a random length, so that those who compete get out of step. */
    private static void pause(int tries) throws IOException {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(tries, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
