package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Content that is put aside: written, finished, perhaps read again, then published by {@link Store#publish} or
 * discarded by {@link #close()}. For one thread at a time. Each buffer that is written is taken whole.
 */
@ConsumerType
public interface Staging extends WritableByteChannel {

    /** Bytes written so far. */
    long size();

    /** Ends the writing; nothing more is taken. Needed before publishing and before {@link #open}; harmless twice. */
    void finish() throws IOException;

    /** Reads what was put aside, from an offset between 0 and {@link #size()}. */
    ReadableByteChannel open(long offset) throws IOException;

    /**
     * What would be told of the content if it lay at a path, as far as that is known once it is finished; for a session,
     * which shows its own changes before they are published. At least its type and size; what else is left out (permissions,
     * owner, times) is absent in that view.
     */
    default FileInfo info(StorePath path, Store.Detail detail) throws IOException {
        return FileInfo.builder(path.toString(), FileType.FILE).size(size()).build();
    }

    /** Discards the content, unless it was published. A second call does nothing. */
    @Override
    void close() throws IOException;
}
