package io.foundry9.filebackend;

import java.nio.channels.WritableByteChannel;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A file being written. What goes in is put aside where nobody sees it; {@link #commit()} makes it the file's content
 * in one step, {@link #close()} without that discards it. For one thread at a time.
 */
@ProviderType
public interface WriteHandle extends WritableByteChannel {

    /**
     * Publishes what was written and closes the handle. If it throws, nothing was published and nothing remains.
     *
     * @return what is there now
     * @throws IllegalStateException the handle is closed already
     */
    FileInfo commit();

    /** Discards what was not committed. A second call does nothing. */
    @Override
    void close();
}
