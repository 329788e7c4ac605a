package io.foundry9.filebackend.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** What one writes with java.nio.file alone to get as much as a backend gives: whole files or none. */
final class NioFiles {
    private static final String ATTRIBUTES =
            "unix:size,mode,uid,gid,lastModifiedTime,lastAccessTime,creationTime,fileKey,isRegularFile";
    private static final int HEAD = 8192;

    private final Path root;
    private final Path staging;
    private final boolean power;
    private long number;

    /** @param power whether a file, and the directory that names it, are forced to the disk */
    NioFiles(Path root, boolean power) throws IOException {
        this.root = root;
        this.staging = Files.createDirectories(root.resolve(".staging"));
        this.power = power;
    }

    void create(String name, byte[] content) throws IOException {
        Path target = root.resolve(name);
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
}
