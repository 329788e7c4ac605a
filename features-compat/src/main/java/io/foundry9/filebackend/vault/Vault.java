package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.vault.Openings.Opening;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One vault: which generation is behind it, and how that changes. Operations that find a generation take no lock; all
 * else happens under this object's monitor, which is held for moments only: backends are opened, drained and closed, and
 * listeners told, without it. A generation is taken from {@link #current} before it is retired, so under the monitor the
 * current one always gives out leases.
 */
final class Vault {

    private static final Duration OPENING_PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final boolean persistent;
    private final Surroundings surroundings;
    private final Opener opener;
    private final Drains drains;
    private final LateCalls lateCalls;
    private final VaultHandle handle = new VaultHandle(this);
    private volatile Generation current;

    /** What was there until its factory went, and may be used on by who is waited for. */
    private Generation lost;

    private Standing standing;

    /** How it stood when {@link #current} came, for when what is to replace that fails. */
    private Standing inUse;

    /** Why what the configuration says is not what is in use. */
    private Problem refused;

    private Target configured;
    private Attempt attempt;
    private Opener.Means lastTried;
    private RuntimeException lastFailure;
    private long lastSettled;
    private boolean gone;

    /** What is to be opened. */
    private record Target(Source source, VaultOptions options) {}

    /** An opening in the background. It is known by its identity: only the latest one counts. */
    private static final class Attempt {
        private final Target target;

        Attempt(Target target) {
            this.target = target;
        }
    }

    private Vault(String name, boolean persistent, Standing standing, Surroundings surroundings) {
        this.name = name;
        this.persistent = persistent;
        this.standing = standing;
        this.surroundings = surroundings;
        this.opener = surroundings.opener();
        this.drains = new Drains(name, surroundings.threads(), surroundings.farewells());
        this.lateCalls = new LateCalls(this, surroundings.threads());
    }

    /** A vault that lasts as long as the registry, with what was opened for it. */
    static Vault over(String name, Source source, VaultOptions options, Generation opened, Surroundings surroundings) {
        Vault vault = new Vault(name, false, Standing.active(source, options), surroundings);
        vault.current = opened;
        opened.comeIntoUse();
        vault.inUse = vault.standing;
        return vault;
    }

    /** A vault that waits for {@link #configure} or {@link #misconfigure}. */
    static Vault configured(String name, Source source, VaultOptions options, Surroundings surroundings) {
        return new Vault(name, true, Standing.opening(source, options), surroundings);
    }

    String name() {
        return name;
    }

    boolean isPersistent() {
        return persistent;
    }

    FileBackend handle() {
        return handle;
    }

    // Leases

    /** A lease on what is behind the vault now, or on something that refuses; the caller gives it back. */
    Generation lease() {
        Generation now = current;
        return now != null && now.acquire() ? now : awaitLease(System.nanoTime());
    }

    /** As {@link #lease}, but without waiting: nothing if there is none at once. */
    Optional<Generation> leaseNow() {
        Generation now = current;
        if (now != null && now.acquire()) {
            return Optional.of(now);
        }
        synchronized (this) {
            return Optional.ofNullable(available());
        }
    }

    /** Where calls wait for a lease without a thread of their own. */
    LateCalls lateCalls() {
        return lateCalls;
    }

    private Generation available() {
        if (current != null && current.acquire()) {
            return current;
        }
        boolean joins = lost != null && surroundings.holders().includes(Thread.currentThread()) && lost.join();
        return joins ? lost : null;
    }

    /** Makes a lease that was taken last until it is given back. */
    Lease keep(Generation leased) {
        return new Lease(leased, surroundings.holders());
    }

    /** As {@link #lease}, but without waiting. */
    Generation leaseOrRefusal() {
        return awaitLease(System.nanoTime(), Duration.ZERO);
    }

    /** @param since from when the time for waiting counts */
    Generation awaitLease(long since) {
        return awaitLease(since, options().waitTimeout());
    }

    private synchronized Generation awaitLease(long since, Duration wait) {
        retryIfDue();
        while (true) {
            if (gone) {
                return Refusals.gone(name);
            }
            Generation found = available();
            if (found != null) {
                return found;
            }
            if (standing.isFailed() && isSettled()) {
                return Refusals.failed(name, standing.problem().orElseThrow());
            }
            Duration patience = patience(wait);
            long left = since + Nanos.of(patience) - System.nanoTime();
            if (left <= 0) {
                return Refusals.waitedInVain(name, standing.problem().orElseThrow(), patience);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Refusals.interrupted(name);
            }
        }
    }

    /** Who has the default patience waits longer while a backend is being opened: some need seconds for that. */
    private Duration patience(Duration wait) {
        boolean isDefault = wait.equals(VaultOptions.DEFAULTS.waitTimeout());
        return isDefault && !isSettled() ? OPENING_PATIENCE : wait;
    }

    /** What failed for a passing reason is tried again when it is needed, but not all the time. */
    private void retryIfDue() {
        if (!gone && standing.isFailed() && isSettled() && standing.problem().orElseThrow().retryable()
                && System.nanoTime() - lastSettled >= Nanos.of(surroundings.retryPause())) {
            startAttempt();
        }
    }

    private boolean isSettled() {
        return attempt == null;
    }

    // Changes

    /** Makes the vault what a configuration says, in the background. If that fails, what is in use stays. */
    void configure(Source source, VaultOptions options) {
        synchronized (this) {
            Target target = new Target(source, options);
            if (gone || target.equals(configured) && !isWorthARepetition()) {
                return;
            }
            configured = target;
            refused = null;
            if (!isAlready(target)) {
                standing = current == null
                        ? Standing.opening(source, options)
                        : new Standing(source, options, standing.state(), standing.problem());
                startAttempt();
                return;
            }
            standing = Standing.active(source, options);
            inUse = standing;
        }
        tell(VaultEvent.Type.CHANGED);
    }

    private boolean isWorthARepetition() {
        return isSettled() && (standing.isFailed() || refused != null);
    }

    /** Whether it was swapped to what its configuration says now, or that was corrected to what is in use. */
    private boolean isAlready(Target target) {
        return isInUse() && isSettled() && inUse.source().uri().equals(target.source().uri())
                && inUse.options().equals(target.options());
    }

    /** What the configuration says makes no sense. */
    void misconfigure(String reason) {
        Farewell old;
        synchronized (this) {
            if (gone) {
                return;
            }
            configured = null;
            if (!isInUse()) {
                standing = Standing.opening(new Source(Optional.empty(), true), standing.options());
            }
            old = fail(VaultState.FAILED, new Problem(reason, false));
            lastFailure = new IllegalArgumentException(reason);
        }
        drain(old);
        tell(VaultEvent.Type.FAILED);
    }

    /**
     * Puts another backend behind it.
     *
     * @return false if the vault is gone
     */
    boolean swap(Source source) {
        Opening opening = opening(source);
        Generation opened;
        Farewell old;
        try {
            VaultOptions options = options();
            opened = opener.open(name, source, options);
            synchronized (this) {
                if (!gone) {
                    if (!standing.options().equals(options)) {
                        drains.begin(announce(opened));
                        throw changedMeanwhile();
                    }
                    refused = null;
                    standing = Standing.active(source, options);
                }
                old = gone ? announce(opened) : become(opened);
            }
        } finally {
            opening.end();
        }
        return switched(old, opened);
    }

    /**
     * As {@link #swap}, with the content.
     *
     * @return nothing if the vault is gone
     */
    Optional<SwapReport> swapWithContent(Source source, ProgressListener progress) {
        if (handle.isInSession()) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, "",
                    "the content cannot go along from inside a session,"
                            + " as what that has changed is not there yet; end the session first");
        }
        Source from = standing().source();
        from.checkBeside(source);
        Lease lease = keep(lease());
        try {
            Generation before = lease.generation();
            if (!before.isMovable()) {
                before.backend().capabilities(); // what refuses everything says why
                throw new IllegalArgumentException("it was registered as an object, whose content cannot go along");
            }
            Opening opening = opening(source);
            try {
                Target target = new Target(source, options());
                return switched(target, before, opener.open(name, source, target.options()), opening, progress);
            } finally {
                opening.end();
            }
        } finally {
            lease.run();
        }
    }

    private Opening opening(Source source) {
        return surroundings.openings().begin(opener.served(source));
    }

    private Optional<SwapReport> switched(Target target, Generation before, Generation opened, Opening opening,
            ProgressListener progress) {
        AtomicReference<Farewell> old = new AtomicReference<>();
        try {
            ContentCopy copy = new ContentCopy(before.backend(), opened.backend(), progress,
                    () -> requireServed(before, opened));
            copy.run();
            return Optional.of(copy.finish(
                    options().drainTimeout(), () -> old.set(switchOver(target, before, opened))));
        } catch (VaultGone e) {
            return Optional.empty();
        } finally {
            if (old.get() == null) {
                old.set(announce(opened));
            }
            opening.end();
            switched(old.get(), opened);
        }
    }

    /** For who holds the lock on everything that is before. */
    private synchronized Farewell switchOver(Target target, Generation before, Generation opened) {
        if (gone) {
            throw new VaultGone();
        }
        if (current != before) {
            throw new BackendUnavailableException("", "something else was put behind the vault meanwhile");
        }
        requireServed(before, opened);
        if (!standing.options().equals(target.options())) {
            throw changedMeanwhile();
        }
        refused = null;
        standing = Standing.active(target.source(), target.options());
        before.moveTo(opened);
        return become(opened);
    }

    private static BackendUnavailableException changedMeanwhile() {
        return new BackendUnavailableException("", "the options of the vault were changed meanwhile; try again");
    }

    /** Who copies for a long time must not hold up a bundle that is to stop. */
    private static void requireServed(Generation before, Generation opened) {
        if (!before.isServed() || !opened.isServed()) {
            throw new BackendUnavailableException("",
                    "the bundle of a backend was stopped or updated while the content was"
                            + " being copied; try again, and it goes on where it was");
        }
    }

    /** Ends a copy that nobody needs any more. */
    private static final class VaultGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void startAttempt() {
        Attempt next = new Attempt(new Target(standing.source(), standing.options()));
        attempt = next;
        lastTried = opener.means(standing.source());
        try {
            surroundings.threads().open(() -> run(next));
        } catch (RejectedExecutionException e) {
            attempt = null; // the registry is being closed
        }
    }

    private void run(Attempt now) {
        Opening opening = opening(now.target.source());
        Generation opened;
        Farewell old;
        try {
            opened = opener.open(name, now.target.source(), now.target.options());
            synchronized (this) {
                old = gone || attempt != now ? announce(opened) : become(opened);
            }
        } catch (RuntimeException | Error e) { // whatever it is, those who wait for the end of the attempt must see it
            opening.end();
            failed(now, e);
            return;
        } finally {
            opening.end();
        }
        switched(old, opened);
    }

    private void failed(Attempt ended, Throwable failure) {
        Source source = ended.target.source();
        boolean away = opener.isSchemeUnknown(source);
        Problem found = away ? Problem.away(source) : Problem.of(failure);
        VaultState next = away ? VaultState.WAITING : VaultState.FAILED;
        Farewell old;
        boolean news;
        synchronized (this) {
            if (gone || attempt != ended) {
                return;
            }
            if (!away && !opener.means(source).equals(lastTried)) {
                startAttempt(); // who waits must not be told of what failed with means that are gone
                return;
            }
            Standing before = standing;
            old = fail(next, found);
            lastFailure = found.toThrow(failure);
            news = !standing.equals(before);
        }
        drain(old);
        if (news) {
            tell(away ? VaultEvent.Type.CHANGED : VaultEvent.Type.FAILED);
        }
        follow();
    }

    /** Sees off what is not needed any more: what was there before, or what was opened too late. */
    private boolean switched(Farewell old, Generation opened) {
        drain(old);
        if (old != null && old.generation() == opened) {
            return false;
        }
        tell(VaultEvent.Type.CHANGED);
        follow();
        return true;
    }

    private Farewell become(Generation opened) {
        standing = Standing.active(standing.source(), standing.options());
        if (refused != null) {
            standing = standing.with(VaultState.ACTIVE, refused);
        }
        inUse = standing;
        opened.comeIntoUse();
        lastFailure = null;
        return settle(opened, standing.options().drainTimeout());
    }

    /** Where something is in use, that stays, and the vault goes on as it was but for the problem. */
    private Farewell fail(VaultState next, Problem found) {
        if (isInUse()) {
            refused = found.ofSuccessor();
            standing = inUse.with(VaultState.ACTIVE, refused);
            attempt = null;
            notifyAll();
            return null;
        }
        standing = standing.with(next, found);
        return settle(null, standing.options().drainTimeout());
    }

    private boolean isInUse() {
        return current != null && current.isServed();
    }

    /** @return what has been there until now, and is to be closed */
    private Farewell settle(Generation next, Duration drainTimeout) {
        Generation old = current;
        current = next;
        lost = null;
        attempt = null;
        lastSettled = System.nanoTime();
        notifyAll();
        return old == null ? null : drains.announce(old, drainTimeout);
    }

    private Farewell announce(Generation old) {
        return drains.announce(old, options().drainTimeout());
    }

    /** Looks at the factories that there are now: what has lost its own is closed, what can be opened is opened. */
    void follow() {
        Farewell last = null;
        synchronized (this) {
            if (gone) {
                return;
            }
            if (current != null && !current.isServed()) {
                last = announce(current);
                lost = current;
                current = null;
                standing = opener.isSchemeUnknown(standing.source())
                        ? standing.with(VaultState.WAITING, Problem.away(standing.source()))
                        : Standing.opening(standing.source(), standing.options());
            }
            if (current == null && isSettled() && isWorthAnAttempt()) {
                startAttempt();
            }
        }
        if (last != null) {
            drain(last);
            tell(VaultEvent.Type.CHANGED);
        }
    }

    /** What failed is not tried again with the means with which it failed. */
    private boolean isWorthAnAttempt() {
        Opener.Means means = opener.means(standing.source());
        return means.factory().isPresent() && (!standing.isFailed() || !means.equals(lastTried));
    }

    /**
     * Refuses whatever comes from now on.
     *
     * @param atMost how long operations under way may take, if the options don't say less
     */
    void end(Duration atMost) {
        Farewell old;
        synchronized (this) {
            gone = true;
            Duration timeout = standing.options().drainTimeout();
            old = settle(null, timeout.compareTo(atMost) < 0 ? timeout : atMost);
        }
        drain(old);
    }

    private void drain(Farewell old) {
        if (old != null) {
            drains.begin(old);
        }
    }

    private void tell(VaultEvent.Type type) {
        surroundings.tell(type, info());
    }

    // Questions

    synchronized VaultOptions options() {
        return standing.options();
    }

    private synchronized Standing standing() {
        return standing;
    }

    VaultInfo info() {
        Standing now = standing();
        return now.info(name, persistent, opener.factory(now.source()).map(BackendFactory::parameters));
    }

    /** Waits until nothing is being opened for it. */
    synchronized boolean awaitSettled(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + Nanos.of(timeout);
        while (!isSettled()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Waits until nothing is being opened for it, and throws why it has no backend, if it has none. */
    void requireOpen() throws InterruptedException {
        awaitSettled(Duration.ofSeconds(Long.MAX_VALUE));
        synchronized (this) {
            if (current == null && lastFailure != null) {
                throw lastFailure;
            }
        }
    }

    @Override
    public String toString() {
        return handle.toString();
    }
}
