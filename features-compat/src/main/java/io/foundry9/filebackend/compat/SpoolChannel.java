package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Writes a file at any position, in a temporary file of the host; what it holds becomes the file's content in one step
 * when the channel is closed, if anything was changed. Old content that was kept and has been replaced by someone else
 * meanwhile is not overwritten, where the backend can tell. Safe for use by many threads, as a {@link FileChannel} is.
 */
final class SpoolChannel implements SeekableByteChannel {

    private final VaultPath path;
    private final OpenSettings settings;
    private final FileChannel spool;
    private Optional<String> basedOn;
    private volatile boolean changed;
    private boolean closed;

    private SpoolChannel(VaultPath path, OpenSettings settings, FileChannel spool, Optional<String> basedOn) {
        this.path = path;
        this.settings = settings;
        this.spool = spool;
        this.basedOn = basedOn;
    }

    /** @param found what was at the path, or null where a new file has been made */
    static SpoolChannel open(VaultPath path, FileInfo found, OpenSettings settings) throws IOException {
        boolean keep = found != null && !settings.truncates();
        boolean canTell = path.getFileSystem().has(Feature.CONDITIONAL_WRITES);
        FileChannel spool = temporary(path);
        try {
            if (keep) {
                load(path, spool);
            }
            SpoolChannel channel = new SpoolChannel(path, settings, spool,
                    keep && canTell && found.isFile() ? found.version() : Optional.empty());
            channel.changed = found != null && settings.truncates();
            return channel;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static FileChannel temporary(VaultPath path) throws IOException {
        try {
            Path file = Files.createTempFile("vault", ".spool");
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(path.toString(), null,
                    "no temporary file can be made, through which it would be written");
            failure.initCause(Scrubbed.standInFor(e));
            throw failure;
        }
    }

    private static void load(VaultPath path, FileChannel spool) throws IOException {
        EntryCalls.perform(path, () -> {
            try (InputStream in = path.getFileSystem().backend().openRead(path.inBackend())) {
                in.transferTo(Channels.newOutputStream(spool));
            }
        });
        spool.position(0);
    }

    FileChannel file() {
        return spool;
    }

    void checkReads() {
        if (!settings.reads()) {
            throw new NonReadableChannelException();
        }
    }

    /** What is about to be done changes the content. */
    void changing() {
        if (!settings.writes()) {
            throw new NonWritableChannelException();
        }
        changed = true;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkReads();
        return spool.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        changing();
        return spool.write(source);
    }

    @Override
    public long position() throws IOException {
        return spool.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        spool.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return spool.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        if (size < spool.size()) {
            changing();
        }
        spool.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return spool.isOpen();
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        path.getFileSystem().forget(this);
        try (spool) {
            if (settings.deletesOnClose()) {
                EntryCalls.perform(path, () -> path.getFileSystem().backend().delete(path.inBackend()));
            } else {
                publish();
            }
        }
    }

    /** Makes what was written the file's content, if anything was. */
    synchronized void publish() throws IOException {
        if (!changed) {
            return;
        }
        WriteOption[] condition = basedOn.map(version -> new WriteOption[] {WriteOption.ifVersion(version)})
                .orElse(new WriteOption[0]);
        boolean published = false;
        changed = false;
        try {
            FileInfo now = EntryCalls.run(path, () -> path.getFileSystem().backend()
                    .update(path.inBackend(), new SpoolContent(spool), settings.with(condition)));
            basedOn = basedOn.flatMap(before -> now.version());
            published = true;
        } finally {
            changed |= !published;
        }
    }
}
