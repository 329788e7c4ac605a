package io.foundry9.filebackend.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * What one writes with java.nio.file alone to get what a backend gives: whole files or none, one writer of a file at a
 * time among all processes, and an answer that tells what is there now. Paths are taken for good, and links followed.
 */
final class NioFiles implements Closeable {
    private static final String ATTRIBUTES =
            "unix:size,mode,uid,gid,lastModifiedTime,lastAccessTime,creationTime,fileKey,isRegularFile";
    private static final int HEAD = 8192;

    private final Path root;
    private final Path staging;
    private final FileChannel locks;
    private final boolean power;
    private long number;

    /** @param power whether a file, and the directory that names it, are forced to the disk */
    NioFiles(Path root, boolean power) throws IOException {
        this.root = root;
        this.staging = Files.createDirectories(root.resolve(".staging"));
        this.locks = FileChannel.open(staging.resolve("locks"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.power = power;
    }

    /** The least: a temporary file that is moved to its place. */
    void createUnlocked(String name, byte[] content) throws IOException {
        move(write(content), root.resolve(name));
    }

    Map<String, Object> create(String name, byte[] content) throws IOException {
        Path temporary = write(content);
        try (FileLock lock = locks.lock(name.hashCode() & Integer.MAX_VALUE, 1, false)) {
            move(temporary, root.resolve(name));
            return attributes(name);
        }
    }

    private Path write(byte[] content) throws IOException {
        Path temporary = staging.resolve(Long.toString(number++));
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            if (power) {
                out.force(true);
            }
        }
        return temporary;
    }

    private void move(Path temporary, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        if (power) {
            try (FileChannel directory = FileChannel.open(target.getParent())) {
                directory.force(true);
            }
        }
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(root.resolve(name));
    }

    Map<String, Object> attributes(String name) throws IOException {
        return Files.readAttributes(root.resolve(name), ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    /** The attributes, and whether it begins like a text. */
    boolean isText(String name) throws IOException {
        Path file = root.resolve(name);
        Map<String, Object> attributes = attributes(name);
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, (Long) attributes.get("size")));
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            in.read(head);
        }
        for (int i = 0; i < head.position(); i++) {
            if (head.get(i) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        locks.close();
    }
}
