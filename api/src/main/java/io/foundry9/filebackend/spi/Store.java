package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a backend author writes: the few things that only the storage itself can do. {@code StoreBackend} makes a full
 * {@link io.foundry9.filebackend.FileBackend} of it; every rule that two stores would share lives there, so a store
 * checks no options, decodes no text, and words no error that another store would word too.
 *
 * <p>Writing has one way: {@link #stage} puts content aside where nobody sees it, {@link #publish} makes a list of
 * changes visible under a lock that the caller holds.
 *
 * <p>A method fails with a {@link FileBackendException} where the kind matters to the user (without an operation: the
 * caller names it) and with a plain {@link IOException} for trouble of the storage, which {@code StoreBackend} maps and
 * scrubs. Stores are safe for use by many threads; what they hand out is for one thread at a time. Optional abilities
 * are default methods, announced in {@link #capabilities()}, so that a decorator ({@link ForwardingStore}) passes them
 * on.
 */
@ConsumerType
public interface Store extends AutoCloseable {

    /**
     * Tells which root this is: equal for all stores in this JVM that show the same files in the same way. A thread that is
     * inside a session through one of them is inside it through the others. A decorator that shows other files, or other
     * content, than the store behind it answers {@code this}.
     */
    default Object identity() {
        return this;
    }

    /** What this store can do; costs nothing to ask. */
    Capabilities capabilities();

    /**
     * The names of the store's own files, such as {@code .f9}. They are hidden and refused in every segment of a path,
     * in any letter case and in the forms that a file system may fold onto them; the caller sees to that.
     */
    default Set<String> reservedNames() {
        return Set.of();
    }

    /**
     * Catches up with the place that this store follows: called once by each operation that reads, before anything else,
     * and not inside a session. Only asked with {@link Feature#REFRESH}. A store that would have to wait for a lock goes
     * without.
     */
    default void refresh() throws IOException {}

    /**
     * What is at the path; a link at its end is told of itself, links on the way are followed inside the root.
     *
     * @return nothing where nothing is, also where a parent is missing or no directory
     * @throws InvalidOperationException a link on the way leads out of the root
     */
    Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException;

    /**
     * The path that a link leads to, itself free of links, whether or not anything is there. Only asked where
     * {@link #stat} has told of a link.
     *
     * @throws InvalidOperationException {@link Reason#OUTSIDE_ROOT} or {@link Reason#LINK_LOOP}
     */
    default StorePath follow(StorePath link) throws IOException {
        throw unsupported(link);
    }

    /**
     * What a link says: names and {@code ..} with {@code /} between them, from the directory that the link is in, or with
     * a {@code /} before them from the root. Only asked, by sessions, where {@link #stat} has told of a link.
     *
     * @throws InvalidOperationException as {@link #follow}
     */
    default String readLink(StorePath link) throws IOException {
        throw unsupported(link);
    }

    /**
     * The direct children with their {@link Detail#BASIC} infos, in any order. Names that make no {@link
     * StorePath} are left out with one warning.
     *
     * @throws io.foundry9.filebackend.NotFoundException nothing is there
     * @throws InvalidOperationException {@link Reason#NOT_DIRECTORY}: it is a file, or a link wherever it leads
     */
    List<FileInfo> list(StorePath directory) throws IOException;

    /** The direct children as cheaply as the store can tell their names and which are directories; otherwise as {@link #list}. */
    default List<Child> children(StorePath directory) throws IOException {
        return list(directory).stream().map(Child::of).toList();
    }

    /**
     * Everything below a directory, in any order, in one step. Only asked with {@link Feature#DEEP_LISTING}.
     *
     * @return a stream that the caller closes
     */
    default Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        throw unsupported(directory);
    }

    /**
     * Opens a file, following links inside the root.
     *
     * @param offset in bytes from the start, checked by the caller; beyond the end there is just nothing to read
     * @throws io.foundry9.filebackend.NotFoundException nothing is there
     * @throws InvalidOperationException {@link Reason#IS_DIRECTORY}, {@link Reason#NOT_A_FILE},
     *     {@link Reason#OUTSIDE_ROOT}, {@link Reason#LINK_LOOP}
     */
    StoreReader open(StorePath path, long offset) throws IOException;

    /** A place to put content aside. Nothing of it is seen before it is published, and a crash leaves only litter. */
    Staging stage(StageRequest request) throws IOException;

    /**
     * Puts a copy of a file's content aside, or of a link itself, without passing it through this process. Only asked
     * with {@link Feature#NATIVE_COPY}; the result is finished.
     */
    default Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        throw unsupported(source);
    }

    /**
     * Waits for the right to publish. Scopes that touch exclude each other, as far as {@link Capabilities#exclusion()}
     * reaches.
     *
     * @param timeout how long to wait; zero tries once, {@code null} waits for ever
     * @throws io.foundry9.filebackend.LockTimeoutException time is up
     */
    StoreLock lock(LockScope scope, Duration timeout) throws IOException;

    /**
     * Makes the changes, all or none. The caller holds a lock that covers them. Each change's guard is asked, before
     * anything is touched, about what is at its path; what it throws is thrown on. Parents of what is put or made are
     * made where they are missing. Staged content that was published is no longer the caller's; what was not stays so.
     *
     * <p>A list tells how the tree after it comes from the tree before it: what is removed, and what is moved away, is
     * named by where it was before anything else of the list; what is put, made and moved to by where it is after all.
     * So two files can change places, and a removed directory can give way to a file. A caller lists what is removed
     * first where something else takes its place, and a parent before what comes to lie in it; so a store without
     * {@link Feature#NATIVE_MOVE} may simply make one change after the other.
     *
     * <p>A list of more than one change records its intent first; interrupted, it is finished by whoever takes a lock
     * next.
     *
     * @param durable return only when the changes survive a loss of power
     * @return what is there now, for each change in order; for a {@link Change.Remove} what was there
     * @throws InvalidOperationException {@link Reason#NOT_DIRECTORY} with the path of the parent that is a file,
     *     {@link Reason#NOT_EMPTY}
     */
    List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException;

    /**
     * Publishes what a session has changed, as {@link #publish} does; called once at its end, under the lock on the tree
     * that it has held since its beginning, and not at all when nothing has changed. A store that passes changes on to
     * somewhere else does that here, and tells if it could not.
     */
    default CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        return CommitResult.published(publish(changes, durable));
    }

    /**
     * Adds to the end of a file that is there, in place. Only asked with {@link Feature#APPEND_IN_PLACE}, under a lock
     * that covers the path, with content that is at hand (it does not wait for anybody). A failure leaves the old
     * content.
     *
     * @param guard asked about what is there before anything is touched
     */
    default FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        throw unsupported(path);
    }

    /** The digest of a file's content, if the store knows it without reading the file. */
    default Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        return Optional.empty();
    }

    /** Another face of this store, one of {@link Capabilities#extensions()}. */
    default <T> Optional<T> as(Class<T> type) {
        return Optional.empty();
    }

    /** Releases what the store holds. A second call does nothing. */
    @Override
    void close() throws IOException;

    /** How much of an entry to find out. */
    enum Detail {
        /** What one look at the entry tells: type, size, modified, permissions, version. */
        BASIC,
        /** Also what costs more: owner, created, and the encoding if the store can tell it more cheaply than a reader. */
        FULL
    }

    private static InvalidOperationException unsupported(StorePath path) {
        return new InvalidOperationException(Reason.UNSUPPORTED, path.toString());
    }
}
