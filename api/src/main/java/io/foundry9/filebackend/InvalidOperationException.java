package io.foundry9.filebackend;

import java.util.Objects;

/** What was asked makes no sense for what is there, or is not allowed. {@link #reason()} says why. */
public final class InvalidOperationException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why an operation is refused. */
    public enum Reason {
        /** A file was needed. */
        IS_DIRECTORY("is a directory"),
        /** A directory was needed, at the path or on the way to it. */
        NOT_DIRECTORY("is not a directory"),
        /** A device, a pipe or a socket can't be read or written. */
        NOT_A_FILE("is neither a file nor a directory"),
        /** The directory holds something; only a recursive delete takes it. */
        NOT_EMPTY("the directory is not empty"),
        /** The path, or the link it leads through, leaves the backend's root. */
        OUTSIDE_ROOT("leads out of the root"),
        /** The name belongs to the backend's own files. */
        RESERVED_NAME("the name is reserved for the backend's own files"),
        /** The root can't be created, written, moved or deleted. */
        IS_ROOT("is the root"),
        /** The path has a control character, is too long, or can't be expressed here. */
        INVALID_PATH("is not a valid path"),
        /** The source contains the target, or is the target. */
        INTO_ITSELF("cannot be put into itself"),
        /** Links lead in a circle, or through too many of them. */
        LINK_LOOP("too many symbolic links"),
        /** The content is no UTF-8. */
        MALFORMED_TEXT("is not valid UTF-8"),
        /** The file is larger than the store, or an array, can hold. */
        TOO_LARGE("is too large"),
        /** The backend can only be read. */
        READ_ONLY("the backend is read-only"),
        /** A session that had joined was rolled back, and so was everything done in them all. */
        ROLLED_BACK("a session inside it was rolled back, so nothing of it was committed"),
        /** The operating system or the service does not permit it. */
        ACCESS_DENIED("permission denied"),
        /** The store can't do this; see {@link FileBackend#capabilities()}. */
        UNSUPPORTED("is not supported by this backend");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /** With the reason's own words. */
    public InvalidOperationException(Reason reason, String path) {
        this(reason, path, reason.text);
    }

    /** @param problem words that say more than the reason's own */
    public InvalidOperationException(Reason reason, String path, String problem) {
        super(path, problem, null);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Why it is refused: what code decides by. */
    public Reason reason() {
        return reason;
    }
}
