package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend as a file system. It does not own the backend: closing it closes what was opened through it, and nothing
 * else. Safe for use by many threads; its only state is whether it is open, and what is.
 */
final class VaultFileSystem extends FileSystem {

    private static final String SEPARATOR = "/";

    private final VaultFileSystemProvider provider;
    private final FileBackend backend;
    private final String name;
    private final Set<Closeable> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /** @param name the vault's, or empty */
    VaultFileSystem(VaultFileSystemProvider provider, FileBackend backend, String name) {
        this.provider = provider;
        this.backend = Objects.requireNonNull(backend, "backend");
        this.name = name;
    }

    String name() {
        return name;
    }

    /** @throws ClosedFileSystemException this is closed */
    FileBackend backend() {
        checkOpen();
        return backend;
    }

    boolean isOver(FileBackend other) {
        return backend == other;
    }

    boolean isSameBackend(VaultFileSystem other) {
        return isOver(other.backend);
    }

    boolean has(Feature feature) {
        checkOpen();
        try {
            return backend.capabilities().has(feature);
        } catch (FileBackendException e) {
            throw ExceptionMapping.toUnchecked(e);
        }
    }

    void checkOpen() {
        if (!open) {
            throw new ClosedFileSystemException();
        }
    }

    /** Closes the thing with this file system, unless it says that it {@link #forget was closed} before. */
    <T extends Closeable> T remember(T thing) throws IOException {
        opened.add(thing);
        if (!open) {
            thing.close();
            checkOpen();
        }
        return thing;
    }

    void forget(Closeable thing) {
        opened.remove(thing);
    }

    @Override
    public VaultFileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() throws IOException {
        Exception first = null;
        for (Closeable thing : opened) {
            try {
                thing.close();
            } catch (IOException | RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        open = false;
        if (first != null) {
            throw ExceptionMapping.thrown(first);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isReadOnly() {
        return !has(Feature.WRITES);
    }

    @Override
    public String getSeparator() {
        return SEPARATOR;
    }

    VaultPath root() {
        return new VaultPath(this, true, List.of());
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        checkOpen();
        return List.of(root());
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        checkOpen();
        return List.of(new VaultFileStore(this));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return has(Feature.PERMISSIONS)
                ? Set.of(AttributeNames.BASIC, AttributeNames.OWNER, AttributeNames.POSIX)
                : Set.of(AttributeNames.BASIC);
    }

    @Override
    public VaultPath getPath(String first, String... more) {
        checkOpen();
        return PathText.parse(this, first, more);
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        checkOpen();
        return PathPattern.matcher(syntaxAndPattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("a vault knows no users by name");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("a vault cannot be watched");
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "file system over " + backend : "file system of vault '" + name + "'";
    }
}
