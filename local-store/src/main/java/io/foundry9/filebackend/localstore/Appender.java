package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Adds to the end of files in place. The caller holds the lock. Safe for use by many threads. */
final class Appender {

    private static final Set<StandardOpenOption> WRITE = Set.of(StandardOpenOption.WRITE);

    private final Root root;
    private final Publisher publisher;
    private final Stamps stamps;

    Appender(Root root, Publisher publisher, Stamps stamps) {
        this.root = root;
        this.publisher = publisher;
        this.stamps = stamps;
    }

    FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        try (Place place = root.locate(path)) {
            BasicFileAttributes there = Publisher.present(publisher.ask(place, path, guard), path);
            Publisher.refuseDirectory(there, path);
            if (!there.isRegularFile()) {
                throw new InvalidOperationException(Reason.NOT_A_FILE, path.toString());
            }
            try (SeekableByteChannel channel = place.directory().channel(place.name(), WRITE)) {
                return add(addition, channel, place, path, durable);
            }
        }
    }

    /** All of it, or nothing: also what fails after the last byte takes the addition back. */
    private FileInfo add(Content addition, SeekableByteChannel channel, Place place, StorePath path, boolean durable)
            throws IOException {
        long size = channel.size();
        try {
            channel.position(size);
            addition.writeTo(new WholeBuffers(channel));
            place.directory().setTimes(place.name(), stamps.next(), null);
            if (durable && channel instanceof FileChannel file) {
                file.force(true);
            }
            return Entries.describe(path, Publisher.present(place.stat(), path)).build();
        } catch (IOException | RuntimeException e) {
            try {
                channel.truncate(size);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }
}
