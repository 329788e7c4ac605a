package io.foundry9.filebackend.localstore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * One directory, open. Entries are reached by single names, and no call follows a link. Safe for use by many threads; the
 * owner closes it. Names are {@link Path}s since they may hold bytes that no text can.
 */
interface Directory extends Closeable {

    /** Where it was when it was opened; for the few things that can only be done by path. */
    Path path();

    /** The attributes of the directory itself, POSIX ones where the file system has them. */
    BasicFileAttributes attributes() throws IOException;

    /** The attributes of an entry, of a link itself; {@code null} where nothing is. */
    BasicFileAttributes stat(Path name) throws IOException;

    /** Opens a directory in this one. Do not ask for what may be a pipe: opening it would wait for its other end. */
    Directory open(Path name) throws IOException;

    SeekableByteChannel channel(Path name, Set<? extends OpenOption> options) throws IOException;

    /** All names, in any order. */
    List<Path> names() throws IOException;

    /** Renames, also over a file that is there. Both directories are of one kind. */
    void move(Path name, Directory to, Path newName) throws IOException;

    void deleteFile(Path name) throws IOException;

    void deleteDirectory(Path name) throws IOException;

    /** @param accessed {@code null} leaves it as it is, at the price of a look */
    void setTimes(Path name, FileTime modified, FileTime accessed) throws IOException;

    void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException;

    /** Forces the names in it to the disk. */
    void force() throws IOException;

    /** Whether an entry that is swapped during a call cannot lead it astray. */
    boolean isRaceFree();
}
