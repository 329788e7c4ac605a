package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.FileInfo;
import java.nio.channels.ReadableByteChannel;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open file, and what was known of it when it was opened. Closing it ends the use of whatever it holds. For one thread at
 * a time.
 */
@ConsumerType
public interface StoreReader extends ReadableByteChannel {

    /** With at least {@link Store.Detail#BASIC}; its path is the one that any link has led to. */
    FileInfo info();

    /** The size in bytes, as {@link #info()} tells it; for those who need nothing else. */
    default long size() {
        return info().size();
    }
}
