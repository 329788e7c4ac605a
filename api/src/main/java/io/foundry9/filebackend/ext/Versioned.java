package io.foundry9.filebackend.ext;

import io.foundry9.filebackend.FileInfo;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A backend that remembers what its files have been. A <em>version</em> names a state of the whole: the id of a
 * {@link Revision}, or a unique beginning of it of at least four characters, or the name of a {@link Snapshot}. What is not
 * committed yet belongs to none.
 *
 * <p>All methods that take a version fail with a {@link io.foundry9.filebackend.NotFoundException} where there is none of
 * that name. Safe for use by many threads.
 */
@ProviderType
public interface Versioned {

    /**
     * What has happened to a file, the latest first, followed through renames; for a directory, or the root, to anything in
     * it.
     *
     * @param limit how many revisions at most; at least 1
     * @throws io.foundry9.filebackend.NotFoundException nothing of that name was ever there
     */
    List<Revision> history(String path, int limit);

    /** The whole history of a path; otherwise as {@link #history(String, int)}. */
    default List<Revision> history(String path) {
        return history(path, Integer.MAX_VALUE);
    }

    /**
     * A file as it was.
     *
     * @return a stream that the caller closes
     * @throws io.foundry9.filebackend.NotFoundException it was not there then
     * @throws io.foundry9.filebackend.InvalidOperationException it was no file then
     */
    InputStream openAt(String path, String version);

    /** A file as it was, whole; otherwise as {@link #openAt}. */
    byte[] readAt(String path, String version);

    /**
     * What differs between two versions, sorted by path, with renames told as such.
     *
     * @param to empty for what is here now, committed or not
     */
    List<PathChange> diff(String from, String to);

    /**
     * The difference between two versions as a unified diff, as git prints it, of a file or of all in a directory; empty if
     * there is none.
     *
     * @param path empty for everything
     * @param to empty for what is here now, committed or not
     */
    String diffText(String path, String from, String to);

    /**
     * Writes a file, or all files of a directory, as it was then; in a directory, what was not there then stays. It is a
     * write like any other: it is committed and published as those are.
     *
     * @return what is there now
     * @throws io.foundry9.filebackend.NotFoundException it was not there then
     * @throws io.foundry9.filebackend.InvalidOperationException in a session: it reads what is committed, and writes the same
     */
    FileInfo restore(String path, String version);

    /**
     * Gives what is committed now, after committing what is not, a name for good.
     *
     * @param name that is not taken: as git allows it for a tag
     * @throws io.foundry9.filebackend.AlreadyExistsException the name is taken
     * @throws IllegalArgumentException it is no name for a snapshot
     */
    Snapshot snapshot(String name, String message);

    /** The snapshots, the latest first. */
    List<Snapshot> snapshots();
}
