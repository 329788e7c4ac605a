package io.foundry9.filebackend.ext;

import io.foundry9.filebackend.Content;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A backend whose files are kept in step with a remote place, such as a git repository. Changes made here are published by
 * {@link #push}, those made elsewhere come by {@link #pull}. Where both sides have changed the same file in ways that do
 * not go together, there is a {@link Conflict}; while one stands, {@code push}, {@code pull} and {@code sync} fail with a
 * {@link io.foundry9.filebackend.ConflictException} that lists them, the path reads as it is here and cannot be written,
 * and all other paths are read and written as usual.
 *
 * <p>Besides what each method names, all that go to the remote place fail with a
 * {@link io.foundry9.filebackend.AuthenticationException} where it refuses the credentials, or is not the one that it was
 * expected to be, and with a {@link io.foundry9.filebackend.BackendUnavailableException} where it cannot be reached or
 * refuses what was pushed; whatever fails, nothing that is here is lost. All that change something wait for the lock that
 * sessions take, and fail with a {@link io.foundry9.filebackend.LockTimeoutException} if they wait too long. Safe for use
 * by many threads.
 */
@ProviderType
public interface SyncFileBackend {

    /**
     * Commits what has changed here, if anything, and publishes what is committed. Where the remote place has moved on
     * meanwhile, its changes are pulled first, a bounded number of times.
     *
     * @param message of the commit, if one is made
     * @throws io.foundry9.filebackend.ConflictException conflicts stand, or have come with what was pulled
     */
    SyncResult push(String message);

    /** As {@link #push(String)}, with a message that tells what was done. */
    SyncResult push();

    /**
     * Brings here what has changed at the remote place. What has changed here is committed and merged with it.
     *
     * @throws io.foundry9.filebackend.ConflictException conflicts stand, or have come with what was pulled; the changes of
     *     the remote place are here once all are resolved
     */
    SyncResult pull();

    /**
     * Pulls, then pushes.
     *
     * @throws io.foundry9.filebackend.ConflictException as {@link #pull}
     */
    SyncResult sync();

    /** How things stand, without asking the remote place: what is told of it is what was last heard. */
    SyncStatus status();

    /** The conflicts that stand, sorted by {@link Conflict#id()}; empty if there are none. */
    List<Conflict> conflicts();

    /**
     * The content of a file in conflict, as one side has it.
     *
     * @param id of a conflict: its path, or the id that stands for one
     * @return a stream that the caller closes
     * @throws io.foundry9.filebackend.NotFoundException there is no such conflict, or no file on that side
     */
    InputStream openConflict(String id, Conflict.Side side);

    /**
     * Resolves a conflict with what is here, be it a file or its absence. With the last one the merge is committed.
     *
     * @throws io.foundry9.filebackend.NotFoundException there is no such conflict
     */
    void acceptLocal(String id);

    /** Resolves a conflict with what is at the remote place; otherwise as {@link #acceptLocal}. */
    void acceptRemote(String id);

    /** Resolves a conflict with a content of its own; otherwise as {@link #acceptLocal}. */
    void resolve(String id, Content content);

    /**
     * Gives the merge up: all is as it was here before it, resolutions are forgotten, and what was written meanwhile stays.
     * The next pull meets the same conflicts. Does nothing if no conflicts stand.
     */
    void abort();
}
