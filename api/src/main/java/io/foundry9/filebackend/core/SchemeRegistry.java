package io.foundry9.filebackend.core;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The factories that are there at this moment, by scheme. Where two serve one scheme, the higher ranking wins, then the
 * earlier registration; the other takes over when that goes. Safe for use by many threads; factories come and go while
 * stores are being opened.
 */
public final class SchemeRegistry implements BackendResolver {

    private static final System.Logger LOG = System.getLogger(SchemeRegistry.class.getName());
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private record Entry(BackendFactory factory, Set<String> schemes, int ranking) {}

    private SchemeRegistry() {
    }

    /** A registry without any factory. */
    public static SchemeRegistry empty() {
        return new SchemeRegistry();
    }

    /** A registry of the factories that {@link ServiceLoader} finds beside this library; for use outside OSGi. */
    public static SchemeRegistry discover() {
        return discover(BackendFactory.class.getClassLoader());
    }

    /** A registry of the factories that a class loader knows. One that fails is left out with a warning. */
    public static SchemeRegistry discover(ClassLoader loader) {
        SchemeRegistry registry = new SchemeRegistry();
        Iterator<BackendFactory> found =
                ServiceLoader.load(BackendFactory.class, loader).iterator();
        String lastProblem = "";
        while (true) {
            try {
                if (!found.hasNext()) {
                    return registry;
                }
                registry.register(found.next());
            } catch (ServiceConfigurationError e) {
                if (lastProblem.equals(e.getMessage())) {
                    return registry; // it does not go on to the next
                }
                lastProblem = e.getMessage();
                LOG.log(Level.WARNING, "a factory of backends cannot be used", e);
            }
        }
    }

    /** Adds a factory with ranking 0 for all its schemes. */
    public Registration register(BackendFactory factory) {
        return register(factory, factory.schemes(), 0);
    }

    /**
     * Adds a factory for some schemes.
     *
     * @throws IllegalArgumentException a scheme could not be written in a URI in lower case
     */
    public Registration register(BackendFactory factory, Set<String> schemes, int ranking) {
        Entry entry = new Entry(Objects.requireNonNull(factory, "factory"), Set.copyOf(schemes), ranking);
        for (String scheme : entry.schemes) {
            if (!SCHEME.matcher(scheme).matches()) {
                throw new IllegalArgumentException("'" + scheme + "' is no scheme in lower case");
            }
        }
        entries.add(entry);
        listeners.forEach(Runnable::run);
        return () -> {
            if (entries.removeIf(candidate -> candidate == entry)) {
                listeners.forEach(Runnable::run);
            }
        };
    }

    /** Calls {@code listener} after each change of the schemes, on the thread that made it. */
    public Registration onChange(Runnable listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        AtomicBoolean listening = new AtomicBoolean(true);
        return () -> {
            if (listening.getAndSet(false)) {
                listeners.remove(listener);
            }
        };
    }

    @Override
    public FileBackend open(String uri) {
        BackendUri parsed = BackendUri.parse(uri);
        return StoreBackend.over(openStore(require(parsed.scheme()), parsed));
    }

    /**
     * Opens the bare store that a URI names by a factory that serves its scheme, for those who wrap it; otherwise as
     * {@link #open}.
     */
    public static Store openStore(BackendFactory factory, BackendUri uri) {
        Parameters parameters = Parameters.of(factory.parameters(), uri);
        try {
            return factory.open(uri, parameters);
        } catch (FileBackendException e) {
            throw e.during("open");
        } catch (IOException e) {
            throw new BackendUnavailableException("", "cannot be opened: " + Failures.describe(e)).during("open");
        }
    }

    /** The factory that serves a scheme, given in lower case, now. */
    public Optional<BackendFactory> factory(String scheme) {
        return entries.stream()
                .filter(entry -> entry.schemes.contains(scheme))
                .max(Comparator.comparingInt(Entry::ranking))
                .map(Entry::factory);
    }

    /**
     * As {@link #factory}, for those who cannot do without.
     *
     * @throws IllegalArgumentException the scheme is unknown; the message lists the known ones
     */
    public BackendFactory require(String scheme) {
        return factory(scheme)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown scheme '" + scheme + "'; known are " + knownSchemes()));
    }

    /** Whether a factory is registered for a scheme, given in lower case, also where another one wins. */
    public boolean serves(BackendFactory factory, String scheme) {
        return entries.stream().anyMatch(entry -> entry.factory == factory && entry.schemes.contains(scheme));
    }

    @Override
    public List<Scheme> schemes() {
        TreeMap<String, Scheme> byName = new TreeMap<>();
        for (Entry entry : entries) {
            for (String name : entry.schemes) {
                factory(name).ifPresent(winner -> byName.put(name, new Scheme(name, winner.parameters())));
            }
        }
        return List.copyOf(byName.values());
    }

    private String knownSchemes() {
        List<Scheme> known = schemes();
        return known.isEmpty() ? "none" : String.join(", ", known.stream().map(Scheme::name).toList());
    }
}
