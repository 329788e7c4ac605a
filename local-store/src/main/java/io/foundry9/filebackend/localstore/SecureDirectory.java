package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A directory that is held by a descriptor, so that it stays the same one whatever happens to its path. Each call is one
 * system call relative to that descriptor.
 */
final class SecureDirectory implements Directory {

    private final SecureDirectoryStream<Path> stream;
    private final Path path;
    private final Class<? extends BasicFileAttributeView> view;
    private final Path self;
    private final AtomicBoolean used = new AtomicBoolean();

    SecureDirectory(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
        this.self = path.getFileSystem().getPath(".");
        this.view = path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributeView.class
                : BasicFileAttributeView.class;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public BasicFileAttributes attributes() throws IOException {
        return stream.getFileAttributeView(view).readAttributes();
    }

    @Override
    public BasicFileAttributes stat(Path name) throws IOException {
        try {
            return stream.getFileAttributeView(name, view, NOFOLLOW_LINKS).readAttributes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public Directory open(Path name) throws IOException {
        return new SecureDirectory(
                stream.newDirectoryStream(name, NOFOLLOW_LINKS), path.resolve(name));
    }

    @Override
    public SeekableByteChannel channel(Path name, Set<? extends OpenOption> options) throws IOException {
        return stream.newByteChannel(name, options.contains(NOFOLLOW_LINKS) ? options : withoutLinks(options));
    }

    private static Set<OpenOption> withoutLinks(Set<? extends OpenOption> options) {
        Set<OpenOption> safe = new HashSet<>(options);
        safe.add(NOFOLLOW_LINKS);
        return safe;
    }

    /** A stream can be iterated once only: the first listing uses ours up, further ones open their own. */
    @Override
    public List<Path> names() throws IOException {
        if (used.compareAndSet(false, true)) {
            return names(stream);
        }
        try (DirectoryStream<Path> again = stream.newDirectoryStream(self, NOFOLLOW_LINKS)) {
            return names(again);
        }
    }

    private static List<Path> names(DirectoryStream<Path> entries) throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            entries.forEach(entry -> names.add(entry.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public void move(Path name, Directory to, Path newName) throws IOException {
        stream.move(name, ((SecureDirectory) to).stream, newName);
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        stream.deleteFile(name);
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    @Override
    public void setTimes(Path name, FileTime modified, FileTime accessed) throws IOException {
        stream.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS).setTimes(modified, accessed,
                null);
    }

    @Override
    public void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS).setPermissions(permissions);
    }

    /** Not ended by an interrupt: what was published is published. The interrupt is still there afterwards. */
    @Override
    public void force() throws IOException {
        boolean interrupted = false;
        try {
            while (!forceUnlessInterrupted()) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean forceUnlessInterrupted() throws IOException {
        try (SeekableByteChannel channel = stream.newByteChannel(self, Set.of(StandardOpenOption.READ))) {
            if (channel instanceof FileChannel file) {
                file.force(true);
            }
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    @Override
    public boolean isRaceFree() {
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
