package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.foundry9.filebackend.spi.StageRequest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder, on the root's file system, where this JVM puts aside what is not yet, or no more, to be seen. Names in it
 * cannot be guessed. Safe for use by many threads.
 */
final class StagingArea {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    private static final int SECRET = 12;

    private final Directory folder;
    private final long number;
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    /** @param number of the folder, by which others tell whether its owner lives */
    StagingArea(Directory folder, long number) {
        this.folder = folder;
        this.number = number;
        byte[] secret = new byte[SECRET];
        new SecureRandom().nextBytes(secret);
        this.prefix = HexFormat.of().formatHex(secret) + "-";
    }

    Directory folder() {
        return folder;
    }

    long number() {
        return number;
    }

    Path newName() {
        return folder.path().getFileSystem().getPath(prefix + Long.toString(count.incrementAndGet(), 36));
    }

    StagedFile newFile(StageRequest request, boolean durable, Optional<Looks> looks) throws IOException {
        Path name = newName();
        SeekableByteChannel channel = folder.channel(name, NEW);
        return new StagedFile(this, name, channel, request.durable() || durable, looks);
    }

    /** A link that says the same as another. */
    StagedLink newLink(Path target) throws IOException {
        Path name = newName();
        Files.createSymbolicLink(folder.path().resolve(name), target);
        return new StagedLink(this, name);
    }

    /** A new directory. */
    Path newDirectory() throws IOException {
        Path name = newName();
        Files.createDirectory(folder.path().resolve(name));
        return name;
    }
}
