package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * The vault that a piece of code works in: {@code try (var docs = registry.enter("docs")) { … }}. What is called in the
 * meantime on the same thread finds it by {@link #current()}. Contexts nest, and are closed in the reverse order by the
 * thread that entered them. Another thread has a context only if it is handed one on purpose, by {@link #attach()} or
 * {@link #wrap(Runnable)}. It keeps no state but the vault's handle and the context around it; a thread that has left all
 * its contexts keeps nothing.
 */
public final class VaultContext extends ForwardingFileBackend {

    private static final ThreadLocal<VaultContext> CURRENT = new ThreadLocal<>();

    private final String name;
    private final FileBackend vault;
    private final VaultContext outer;
    private final Thread thread;
    private boolean left;

    private VaultContext(String name, FileBackend vault, VaultContext outer) {
        this.name = name;
        this.vault = vault;
        this.outer = outer;
        this.thread = Thread.currentThread();
    }

    static VaultContext enter(String name, FileBackend vault) {
        VaultContext entered = new VaultContext(name, Objects.requireNonNull(vault, "vault"), CURRENT.get());
        CURRENT.set(entered);
        return entered;
    }

    /** The innermost context of the calling thread. */
    public static Optional<VaultContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The name of the vault. */
    public String name() {
        return name;
    }

    /** The context around this one. */
    public Optional<VaultContext> outer() {
        return Optional.ofNullable(outer);
    }

    /** Enters the same vault on the calling thread; what this returns is closed there, before or after this one. */
    public VaultContext attach() {
        return enter(name, vault);
    }

    /** A task that runs in this vault, on whatever thread. */
    public Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (VaultContext context = attach()) {
                task.run();
            }
        };
    }

    /** A task that runs in this vault, on whatever thread. */
    public <T> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (VaultContext context = attach()) {
                return task.call();
            }
        };
    }

    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        return call.apply(vault);
    }

    /**
     * Leaves the vault; what is behind it stays open. A second call does nothing.
     *
     * @throws IllegalStateException another thread entered it, or one that was entered inside it is still open
     */
    @Override
    public void close() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("the context of vault '" + name + "' must be closed by the thread '"
                    + thread.getName() + "', which entered it");
        }
        if (left) {
            return;
        }
        VaultContext innermost = CURRENT.get();
        if (innermost != this) {
            throw new IllegalStateException("the context of vault '" + innermost.name
                    + "' was entered inside the one of vault '" + name + "' and must be closed first");
        }
        left = true;
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    @Override
    public String toString() {
        return "context of vault '" + name + "'";
    }
}
