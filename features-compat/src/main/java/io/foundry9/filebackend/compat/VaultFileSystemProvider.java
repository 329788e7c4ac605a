package io.foundry9.filebackend.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/**
 * The scheme {@code vault}: {@code vault://NAME/a/b} is the path {@code /a/b} in the vault {@code NAME} of a
 * {@link io.foundry9.filebackend.vault.VaultManager} that was {@linkplain VaultFileSystems#enter entered}. Java finds
 * this class by itself; nobody needs to make one. Stateless; for any thread.
 */
public final class VaultFileSystemProvider extends FileSystemProvider {

    /** For Java's service loader. */
    public VaultFileSystemProvider() {}

    @Override
    public String getScheme() {
        return VaultUri.SCHEME;
    }

    /**
     * A vault's file system is there as soon as the vault is.
     *
     * @throws FileSystemAlreadyExistsException the vault is there; use {@link #getFileSystem}
     * @throws java.nio.file.FileSystemNotFoundException it is not; vaults are made by a registry
     */
    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        getFileSystem(uri);
        throw new FileSystemAlreadyExistsException("a vault's file system is there as soon as the vault is");
    }

    /** @throws java.nio.file.FileSystemNotFoundException no registry that was entered has a vault of that name */
    @Override
    public FileSystem getFileSystem(URI uri) {
        return VaultTable.INSTALLED.fileSystem(VaultUri.vaultOf(uri), this);
    }

    /** @throws java.nio.file.FileSystemNotFoundException no registry that was entered has a vault of that name */
    @Override
    public Path getPath(URI uri) {
        return getFileSystem(uri).getPath(VaultUri.pathOf(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        Attributes.refuse(attributes);
        return EntryOpener.channel(VaultPath.of(path), options);
    }

    /** A channel on a temporary file, whose content becomes the file's when it is forced or closed. */
    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Attributes.refuse(attributes);
        return EntryOpener.fileChannel(VaultPath.of(path), options);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return EntryOpener.input(VaultPath.of(path), options);
    }

    @Override
    public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        return EntryOpener.output(VaultPath.of(path), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return Listing.open(VaultPath.of(directory), filter);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        Attributes.refuse(attributes);
        Entries.createDirectory(VaultPath.of(directory));
    }

    @Override
    public void delete(Path entry) throws IOException {
        VaultPath path = VaultPath.of(entry);
        EntryCalls.perform(path, () -> path.getFileSystem().backend().delete(path.inBackend()));
    }

    /** @throws UnsupportedOperationException always, for a link: a backend does not tell where it leads */
    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        VaultPath path = VaultPath.of(link);
        if (!Entries.require(path).isSymlink()) {
            throw new NotLinkException(path.toString());
        }
        throw new UnsupportedOperationException("a backend does not tell where a link leads");
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        new Transfer(VaultPath.of(source), VaultPath.of(target), options).copy();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        new Transfer(VaultPath.of(source), VaultPath.of(target), options).move();
    }

    /** By their names: of two paths of which one is a link, a backend does not tell. */
    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        if (one.equals(other)) {
            return true;
        }
        boolean inOneVault = one instanceof VaultPath first && other instanceof VaultPath second
                && first.getFileSystem().isSameBackend(second.getFileSystem());
        if (!inOneVault) {
            return false;
        }
        Entries.require(VaultPath.of(one));
        Entries.require(VaultPath.of(other));
        return VaultPath.of(one).inBackend().equals(VaultPath.of(other).inBackend());
    }

    /** By the custom of Unix: what begins with a dot. */
    @Override
    public boolean isHidden(Path path) {
        VaultPath name = VaultPath.of(path).getFileName();
        VaultPath.of(path).getFileSystem().checkOpen();
        return name != null && name.toString().startsWith(".");
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        VaultPath entry = VaultPath.of(path);
        Entries.require(entry);
        return new VaultFileStore(entry.getFileSystem());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Attributes.checkAccess(VaultPath.of(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return Attributes.view(VaultPath.of(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Attributes.read(VaultPath.of(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
            throws IOException {
        return Attributes.read(VaultPath.of(path), attributes, options);
    }

    /** @throws UnsupportedOperationException the attribute is not so already: a backend sets none */
    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        Attributes.set(VaultPath.of(path), attribute, value, options);
    }
}
