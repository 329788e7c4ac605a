package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The registry as its owner sees it: who makes one closes it, and may have vaults in it that follow a configuration. It
 * owns what is behind the vaults, and the threads that open and close that. Safe for use by many threads; it has no lock
 * of its own, each vault looks after itself.
 */
public final class VaultManager implements VaultRegistry, AutoCloseable {

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    /** Who takes a factory away waits so long for what is just being opened by it. */
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(30);

    /** Who closes a registry wants to go: operations under way have this long, or less if their vault says so. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final ConcurrentSkipListMap<String, Vault> vaults = new ConcurrentSkipListMap<>();
    private final Listeners<VaultListener> listeners = new Listeners<>();
    private final Listeners<ContentListener> contentListeners = new Listeners<>();
    private final VaultThreads threads = new VaultThreads();
    private final Openings openings = new Openings();
    private final Farewells farewells = new Farewells();
    private final Surroundings surroundings;
    private final Registration following;
    private final CloseActions closing = new CloseActions();
    private volatile boolean closed;

    private VaultManager(SchemeRegistry schemes, LayerRegistry layers, Duration retryPause) {
        Opener opener = new Opener(schemes, layers, contentListeners);
        surroundings = new Surroundings(opener, threads, openings, farewells, listeners, new Holders(), retryPause);
        Runnable follow = this::follow;
        Registration followingSchemes = schemes.onChange(follow);
        layers.onChange(follow);
        following = () -> {
            followingSchemes.close();
            layers.forget(follow);
        };
    }

    /** A registry over the backends that are found beside this library; for use outside OSGi. */
    public static VaultManager create() {
        return create(SchemeRegistry.discover());
    }

    /** A registry over some kinds of backends, which may come and go. */
    public static VaultManager create(SchemeRegistry schemes) {
        return create(schemes, new LayerRegistry());
    }

    /** A registry over some kinds of backends, whose vaults may ask for layers of others; all of these come and go. */
    public static VaultManager create(SchemeRegistry schemes, LayerRegistry layers) {
        return create(schemes, layers, RETRY_PAUSE);
    }

    static VaultManager create(SchemeRegistry schemes, LayerRegistry layers, Duration retryPause) {
        return new VaultManager(
                Objects.requireNonNull(schemes, "schemes"), Objects.requireNonNull(layers, "layers"), retryPause);
    }

    // Vaults that last as long as this

    @Override
    public FileBackend register(String name, String uri, VaultOptions options) {
        Objects.requireNonNull(options, "options");
        Source source = Source.of(uri, false);
        checkFree(name);
        Openings.Opening opening = openings.begin(surroundings.opener().served(source));
        Vault vault;
        try {
            vault = put(name, source, options, surroundings.opener().open(name, source, options));
        } finally {
            opening.end();
        }
        return welcome(vault);
    }

    @Override
    public FileBackend register(String name, FileBackend backend, VaultOptions options) {
        checkOptionsOfObject(options);
        checkFree(name);
        return welcome(put(name, Source.OBJECT, options, new Generation(backend, () -> true, backend::close)));
    }

    @Override
    public FileBackend registerShared(String name, FileBackend backend, VaultOptions options) {
        Objects.requireNonNull(backend, "backend");
        checkOptionsOfObject(options);
        checkFree(name);
        return welcome(put(name, Source.OBJECT, options, new Generation(backend, () -> true, () -> {})));
    }

    private static void checkOptionsOfObject(VaultOptions options) {
        VaultOptions defaults = VaultOptions.DEFAULTS;
        if (!options.lockTimeout().equals(defaults.lockTimeout())
                || !options.layers().equals(defaults.layers())
                || options.readOnly() != defaults.readOnly()) {
            throw new IllegalArgumentException("lock time-out, layers and read-only are put around a store when it is"
                    + " opened; a backend that is open must have them already");
        }
    }

    private void checkFree(String name) {
        checkOpen();
        VaultRegistry.checkName(name);
        if (vaults.containsKey(name)) {
            throw new DuplicateVaultException(name);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the registry is closed");
        }
    }

    private Vault put(String name, Source source, VaultOptions options, Generation opened) {
        Vault vault = Vault.over(name, source, options, opened, surroundings);
        if (vaults.putIfAbsent(name, vault) != null) {
            discard(source, vault);
            throw new DuplicateVaultException(name);
        }
        return vault;
    }

    private FileBackend welcome(Vault vault) {
        announce(vault);
        vault.follow();
        return vault.handle();
    }

    /** What was opened here in vain is closed; what was handed over stays the caller's. */
    private static void discard(Source source, Vault vault) {
        if (source.uri().isPresent()) {
            vault.end(Duration.ZERO);
        }
    }

    /** Whoever closes this meanwhile has either seen the vault, or is seen here. */
    private void announce(Vault vault) {
        if (closed && vaults.remove(vault.name(), vault)) {
            vault.end(Duration.ZERO);
            checkOpen();
        }
        surroundings.tell(VaultEvent.Type.ADDED, vault.info());
    }

    @Override
    public void unregister(String name) {
        Vault vault = vault(name);
        if (vault.isPersistent()) {
            throw new IllegalArgumentException(
                    "the vault '" + name + "' comes from a configuration; remove it there");
        }
        if (!remove(vault)) {
            throw unknown(name);
        }
    }

    private boolean remove(Vault vault) {
        VaultInfo last = vault.info();
        boolean removed = vaults.remove(vault.name(), vault);
        if (removed) {
            vault.end(vault.options().drainTimeout());
            surroundings.tell(VaultEvent.Type.REMOVED, last);
        }
        return removed;
    }

    @Override
    public void swap(String name, String uri) {
        if (!vault(name).swap(Source.of(uri, false))) {
            throw unknown(name);
        }
    }

    @Override
    public SwapReport swapWithContent(String name, String uri, ProgressListener progress) {
        Objects.requireNonNull(progress, "progress");
        return vault(name).swapWithContent(Source.of(uri, false), progress).orElseThrow(() -> unknown(name));
    }

    // Vaults that follow a configuration

    /**
     * Checks a URI that is to be written into a configuration.
     *
     * @throws IllegalArgumentException it is malformed, its scheme or a parameter is unknown, or it holds a secret in
     *     clear or a relative path
     */
    public void checkConfigurable(String uri) {
        surroundings.opener().check(Source.of(uri, true));
    }

    /**
     * Makes a vault what a configuration says: adds it, or puts another backend behind it while it is in use. The backend
     * is opened in the background; if that fails, the vault is there, {@link VaultState#FAILED}, until it is configured
     * rightly. Does nothing where the vault is so already. A URI with a secret in clear, or with a relative path, counts
     * as failure.
     *
     * @throws DuplicateVaultException there is a vault of that name that does not follow a configuration
     * @throws IllegalArgumentException the name is malformed
     */
    public void configure(String name, String uri, VaultOptions options) {
        Objects.requireNonNull(options, "options");
        Source source = Source.of(uri, true);
        configured(name, source, options).configure(source, options);
    }

    /**
     * Says that there is a configuration for a vault that cannot be understood. It is there, {@link VaultState#FAILED},
     * until it is configured rightly.
     *
     * @param reason what is wrong, in words for people, without secrets
     * @throws DuplicateVaultException there is a vault of that name that does not follow a configuration
     * @throws IllegalArgumentException the name is malformed
     */
    public void misconfigure(String name, String reason) {
        Objects.requireNonNull(reason, "reason");
        configured(name, new Source(Optional.empty(), true), VaultOptions.DEFAULTS).misconfigure(reason);
    }

    private Vault configured(String name, Source source, VaultOptions options) {
        checkOpen();
        VaultRegistry.checkName(name);
        Vault fresh = Vault.configured(name, source, options, surroundings);
        Vault there = vaults.putIfAbsent(name, fresh);
        if (there == null) {
            announce(fresh);
            return fresh;
        }
        if (!there.isPersistent()) {
            throw new DuplicateVaultException(name);
        }
        return there;
    }

    /**
     * Takes a vault away whose configuration is gone; otherwise as {@link #unregister}.
     *
     * @return false if no vault of that name follows a configuration
     */
    public boolean withdraw(String name) {
        return find(name, vault -> vault.isPersistent() && remove(vault)).orElse(false);
    }

    /** The names of the vaults that follow a configuration, sorted. */
    public List<String> configuredNames() {
        return vaults.values().stream().filter(Vault::isPersistent).map(Vault::name).toList();
    }

    /**
     * Waits until nothing is being opened for a vault.
     *
     * @return how it stands then
     * @throws UnknownVaultException there is no such vault
     */
    public VaultInfo awaitSettled(String name, Duration timeout) throws InterruptedException {
        Vault vault = vault(name);
        vault.awaitSettled(timeout);
        return vault.info();
    }

    /**
     * Waits until nothing is being opened for a vault, and throws why it has no backend if that failed.
     *
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException as {@link #register(String, String, VaultOptions)}
     * @throws io.foundry9.filebackend.FileBackendException the backend cannot be opened
     */
    public void requireOpen(String name) throws InterruptedException {
        vault(name).requireOpen();
    }

    // Questions

    @Override
    public FileBackend get(String name) {
        return vault(name).handle();
    }

    @Override
    public Optional<FileBackend> find(String name) {
        return find(name, Vault::handle);
    }

    private <T> Optional<T> find(String name, Function<Vault, T> answer) {
        return Optional.ofNullable(vaults.get(name)).map(answer);
    }

    private Vault vault(String name) {
        Vault vault = vaults.get(name);
        if (vault == null) {
            throw unknown(name);
        }
        return vault;
    }

    private UnknownVaultException unknown(String name) {
        return new UnknownVaultException(name, names());
    }

    @Override
    public boolean exists(String name) {
        return vaults.containsKey(name);
    }

    @Override
    public List<String> names() {
        return List.copyOf(vaults.keySet());
    }

    @Override
    public List<VaultInfo> list() {
        long start = System.nanoTime();
        List<VaultInfo> infos = new ArrayList<>();
        for (Vault vault : vaults.values()) {
            Duration passed = Duration.ofNanos(System.nanoTime() - start);
            awaitSettled(vault, vault.options().waitTimeout().minus(passed));
            infos.add(vault.info());
        }
        return List.copyOf(infos);
    }

    private static void awaitSettled(Vault vault, Duration timeout) {
        try {
            vault.awaitSettled(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then it is told as it stands
        }
    }

    @Override
    public VaultInfo info(String name) {
        return vault(name).info();
    }

    @Override
    public VaultContext enter(String name) {
        return VaultContext.enter(name, get(name));
    }

    @Override
    public Registration addListener(VaultListener listener) {
        return listeners.add(listener);
    }

    @Override
    public Registration addContentListener(ContentListener listener) {
        return contentListeners.add(listener);
    }

    /**
     * The kinds of backends, or the layers, have changed. Whose factory is gone may be about to lose its code: the thread
     * that takes the factory away is held until operations under way are over, be it on what was replaced before, and
     * until what is just being opened is open and closed again; unless one of them is its own.
     */
    private void follow() {
        vaults.values().forEach(Vault::follow);
        if (surroundings.holders().includes(Thread.currentThread())) {
            farewells.unserved().forEach(farewells::leaveAlone);
            return;
        }
        openings.awaitUnserved(LONGEST_OPENING);
        vaults.values().forEach(Vault::follow); // what came behind a vault between the two looks
        farewells.unserved().stream().filter(farewell -> !farewell.await()).forEach(farewells::leaveAlone);
    }

    /** Runs an action when this is closed, before its vaults end; at once if it is closed already. */
    public Registration onClose(Runnable action) {
        return closing.add(action);
    }

    /** Ends all vaults, and waits until what is behind them is closed. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        closing.run();
        following.close();
        for (Vault vault : vaults.values()) {
            if (vaults.remove(vault.name(), vault)) {
                vault.end(LONGEST_FAREWELL);
            }
        }
        farewells.all().forEach(farewell -> farewell.await(LONGEST_FAREWELL));
        threads.close();
    }
}
