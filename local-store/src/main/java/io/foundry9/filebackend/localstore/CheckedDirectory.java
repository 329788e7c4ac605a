package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A directory that is known by its path alone, for file systems without descriptors to hold it by. Each call looks
 * before and after whether the path still leads to the same directory without a link; what is swapped and swapped back
 * in between goes unnoticed.
 */
final class CheckedDirectory implements Directory {

    /** Some file systems replace nothing in an atomic move unless they are told to. */
    private static final CopyOption[] MOVE = {
            StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING};

    private final Path path;
    private final Path real;
    private final Object key;
    private final Class<? extends BasicFileAttributes> kind;

    private CheckedDirectory(Path path, Path real, Object key) {
        this.path = path;
        this.real = real;
        this.key = key;
        this.kind = path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /** Opens a directory by a path that has no link in it. */
    static CheckedDirectory at(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(path.toString());
        }
        return new CheckedDirectory(path, path.toRealPath(), attributes.fileKey());
    }

    private interface Action<T> {
        T take() throws IOException;
    }

    private <T> T checked(Action<T> action) throws IOException {
        check();
        T result = action.take();
        try {
            check();
        } catch (IOException e) {
            if (result instanceof AutoCloseable opened) {
                closeAfter(e, opened);
            }
            throw e;
        }
        return result;
    }

    private static void closeAfter(IOException failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private void check() throws IOException {
        Object now = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
        if (!Objects.equals(key, now) || !path.toRealPath().equals(real)) {
            throw new NoSuchFileException(path.toString(), null, "the directory was replaced meanwhile");
        }
    }

    private Path resolve(Path name) {
        return name.toString().equals(".") ? path : path.resolve(name);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public BasicFileAttributes attributes() throws IOException {
        return read(path);
    }

    private BasicFileAttributes read(Path entry) throws IOException {
        return Files.readAttributes(entry, kind, NOFOLLOW_LINKS);
    }

    @Override
    public BasicFileAttributes stat(Path name) throws IOException {
        return checked(() -> {
            try {
                return steady(resolve(name));
            } catch (NoSuchFileException e) {
                return null;
            }
        });
    }

    /**
     * Some of these file systems find a file and then ask it for its size, which is none if it was replaced in between:
     * what seems to be empty is looked at again.
     */
    private BasicFileAttributes steady(Path entry) throws IOException {
        BasicFileAttributes seen = read(entry);
        return seen.isRegularFile() && seen.size() == 0 ? read(entry) : seen;
    }

    @Override
    public Directory open(Path name) throws IOException {
        return checked(() -> at(resolve(name)));
    }

    @Override
    public SeekableByteChannel channel(Path name, Set<? extends OpenOption> options) throws IOException {
        Set<OpenOption> safe = new HashSet<>(options);
        safe.add(NOFOLLOW_LINKS);
        return checked(() -> Files.newByteChannel(resolve(name), safe));
    }

    @Override
    public List<Path> names() throws IOException {
        return checked(() -> {
            List<Path> names = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                entries.forEach(entry -> names.add(entry.getFileName()));
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return names;
        });
    }

    @Override
    public void move(Path name, Directory to, Path newName) throws IOException {
        CheckedDirectory target = (CheckedDirectory) to;
        checked(() -> target.checked(
                () -> Files.move(resolve(name), target.resolve(newName), MOVE)));
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        delete(name);
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        delete(name);
    }

    private void delete(Path name) throws IOException {
        checked(() -> {
            Files.delete(resolve(name));
            return null;
        });
    }

    @Override
    public void setTimes(Path name, FileTime modified, FileTime accessed) throws IOException {
        checked(() -> {
            Files.getFileAttributeView(resolve(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
                    .setTimes(modified, accessed, null);
            return null;
        });
    }

    @Override
    public void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        checked(() -> Files.setPosixFilePermissions(resolve(name), permissions));
    }

    /** Such file systems keep their names safe by themselves, or have no way to be asked. */
    @Override
    public void force() {}

    @Override
    public boolean isRaceFree() {
        return false;
    }

    @Override
    public void close() {}
}
