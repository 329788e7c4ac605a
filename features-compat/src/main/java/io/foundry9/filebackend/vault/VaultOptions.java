package io.foundry9.filebackend.vault;

import java.time.Duration;
import java.util.Objects;

/**
 * How a vault behaves, whatever is behind it. Immutable.
 *
 * @param lockTimeout how long an operation waits for someone else's lock where it doesn't say itself
 * @param waitTimeout how long an operation waits for a backend that is being opened, or whose bundle is away; where it is the
 *     default, one that is being opened is waited for up to 30 s
 * @param drainTimeout how long operations under way on a backend that was replaced may take before it is closed
 * @param layers what is put around the store, as {@code Layers} reads it; empty for nothing
 * @param readOnly whether writing is refused
 */
public record VaultOptions(
        Duration lockTimeout, Duration waitTimeout, Duration drainTimeout, String layers, boolean readOnly) {

    /** 30 s for locks, 5 s for a backend, 30 s to drain, no layers, writable. */
    public static final VaultOptions DEFAULTS = new VaultOptions(
            Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(30), "", false);

    /** @throws IllegalArgumentException a time-out is negative */
    public VaultOptions {
        check("lockTimeout", lockTimeout);
        check("waitTimeout", waitTimeout);
        check("drainTimeout", drainTimeout);
        Objects.requireNonNull(layers, "layers");
    }

    private static void check(String name, Duration timeout) {
        if (Objects.requireNonNull(timeout, name).isNegative()) {
            throw new IllegalArgumentException(name + " cannot be negative: " + timeout);
        }
    }

    /**
     * How long operations wait for a lock; zero tries once.
     *
     * @throws IllegalArgumentException it is negative
     */
    public VaultOptions withLockTimeout(Duration timeout) {
        return new VaultOptions(timeout, waitTimeout, drainTimeout, layers, readOnly);
    }

    /**
     * How long operations wait for a backend that is away.
     *
     * @throws IllegalArgumentException it is negative
     */
    public VaultOptions withWaitTimeout(Duration timeout) {
        return new VaultOptions(lockTimeout, timeout, drainTimeout, layers, readOnly);
    }

    /**
     * How long what was replaced may be used on.
     *
     * @throws IllegalArgumentException it is negative
     */
    public VaultOptions withDrainTimeout(Duration timeout) {
        return new VaultOptions(lockTimeout, waitTimeout, timeout, layers, readOnly);
    }

    /** What stands around the store; empty for nothing. */
    public VaultOptions withLayers(String wanted) {
        return new VaultOptions(lockTimeout, waitTimeout, drainTimeout, wanted, readOnly);
    }

    /** Whether all that would change something is refused. */
    public VaultOptions withReadOnly(boolean refused) {
        return new VaultOptions(lockTimeout, waitTimeout, drainTimeout, layers, refused);
    }
}
