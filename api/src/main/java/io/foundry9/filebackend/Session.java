package io.foundry9.filebackend;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Exclusive work on a backend that is all or nothing. What is done through it is seen through it, and by nobody else,
 * until it is committed; left without that, by an exception or by the death of the process, it never was.
 *
 * <p>While it is open, writes of others (threads, other objects on the same root, and other processes as far as
 * {@link Capabilities#exclusion()} reaches) wait for it; reads do not. Inside are: whatever is called on this object, on any
 * thread; and whatever the thread that opened it calls on the backend, also by {@code async()}, and also through other
 * backends on the same root. A session that is opened inside joins: all that have joined form one unit, which is
 * committed when the last of them ends and each was committed, in whatever order they end. One that is rolled back rolls
 * back all.
 *
 * <p>Safe for use by many threads; one opened with {@link FileBackend#openSession} may also be ended by another thread.
 */
@ProviderType
public interface Session extends FileBackend {

    /**
     * Ends this session successfully. If it is the last one of its unit, all changes are published now, and if that
     * fails, none is; nothing can be done through it afterwards in any case.
     *
     * @return whether the changes are published, or depend on others that have joined
     * @throws IllegalStateException it has ended already
     * @throws InvalidOperationException with {@link InvalidOperationException.Reason#ROLLED_BACK}: another session of
     *     the unit was rolled back, and so is all
     * @throws FileBackendException the changes could not be published; everything is as before
     */
    CommitResult commit();

    /** Ends this session, and takes back all that was done in its unit. Does nothing if it has ended already. */
    void rollback();

    /**
     * Whether neither {@link #commit} nor {@link #rollback} was called. A session that had to be rolled back because its
     * backend was closed is still to be ended: {@link #commit} then tells so.
     */
    boolean isOpen();

    /** {@link #rollback}, unless it has ended. */
    @Override
    default void close() {
        rollback();
    }
}
