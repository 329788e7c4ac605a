package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.spi.StorePath;
import java.util.EnumSet;
import java.util.Set;

/**
 * Turns what a vault throws into one line: which entry, what is wrong, and what to do about it. Advice follows from the
 * exception's type and reason, never from its words, and names an option only where the command at hand takes it.
 * Immutable.
 */
final class Problems {

    /** What goes wrong for one file in these ways goes wrong for the next as well. */
    private static final Set<Kind> HOPELESS = EnumSet.of(Kind.NO_SPACE, Kind.CLOSED);

    private final Manual manual;

    Problems(Manual manual) {
        this.manual = manual;
    }

    /** The failure of something that was asked of an entry of a vault. */
    CommandFailure in(String vault, Throwable failure) {
        return of(vault, failure, false);
    }

    /** The failure of something that was to come into a vault. */
    CommandFailure into(String vault, Throwable failure) {
        return of(vault, failure, true);
    }

    /** What lies behind a failed stream is looked for among the causes. */
    private CommandFailure of(String vault, Throwable failure, boolean coming) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure told) {
                return told;
            }
            if (cause instanceof FileBackendException backend) {
                return told(vault, backend, coming);
            }
        }
        return new CommandFailure(vault + ": " + LocalFile.words(failure), failure);
    }

    private CommandFailure told(String vault, FileBackendException failure, boolean coming) {
        if (failure instanceof StorageException storage && storage.kind() == Kind.INTERRUPTED) {
            return CommandFailure.interrupted(failure);
        }
        String message = where(vault, failure.path()) + ": " + say(vault, failure, coming);
        return isHopeless(failure) ? CommandFailure.hopeless(message, failure) : new CommandFailure(message, failure);
    }

    private static boolean isHopeless(FileBackendException failure) {
        return failure instanceof StorageException storage && HOPELESS.contains(storage.kind())
                || failure instanceof InvalidOperationException invalid && invalid.reason() == Reason.READ_ONLY
                || failure instanceof AuthenticationException
                || failure instanceof BackendUnavailableException
                || failure instanceof LockTimeoutException;
    }

    /** A path that can't be one is shown as it was written. */
    private static String where(String vault, String path) {
        boolean canonical = !path.startsWith("/") && !path.startsWith("..");
        return vault + (canonical ? ":/" : ":") + Text.printable(path);
    }

    private String say(String vault, FileBackendException failure, boolean coming) {
        if (failure instanceof NotFoundException) {
            return "not found" + advice(lookAround(vault, failure.path()));
        }
        if (failure instanceof AlreadyExistsException exists) {
            return exists(exists);
        }
        if (failure instanceof InvalidOperationException invalid) {
            return invalid(invalid, coming);
        }
        if (failure instanceof VersionMismatchException) {
            return "was changed by someone else meanwhile" + advice("look at it and try again");
        }
        if (failure instanceof LockTimeoutException) {
            return failure.problem() + advice("try again; vault:session status shows the sessions of the shells here");
        }
        if (failure instanceof AuthenticationException) {
            return failure.problem() + advice("check the credentials that vault:show " + vault + " names");
        }
        if (failure instanceof ConflictException) {
            return failure.problem() + advice("vault:conflicts " + vault + " shows what is to be resolved");
        }
        return failure.problem() + advice(failure.retryable() ? "try again" : "");
    }

    private static String advice(String what) {
        return what.isEmpty() ? "" : "; " + what;
    }

    private static String lookAround(String vault, String path) {
        String parent = path.isEmpty() ? "" : StorePath.parse(path).parent().toString();
        return path.isEmpty() ? "vault:show " + vault + " tells where the vault lies"
                : "vault:ls " + Text.quoted(vault + ":/" + parent) + " shows what is there";
    }

    private String exists(AlreadyExistsException failure) {
        if (failure.type() == FileType.DIRECTORY) {
            return "is a directory that exists already" + advice(manual.takes("--parents") ? "use -p to accept that"
                    : "choose another name");
        }
        return "already exists" + advice(manual.takes("--overwrite") ? "use --overwrite to replace it"
                : "choose another name");
    }

    private String invalid(InvalidOperationException failure, boolean coming) {
        String problem = failure.problem();
        return switch (failure.reason()) {
            case IS_DIRECTORY -> problem + advice(manual.takes("--recursive") && !coming
                    ? "use -r for all that it holds"
                    : "name a file");
            case NOT_DIRECTORY -> problem + advice(coming ? "choose another path" : "name a directory");
            case NOT_EMPTY ->
                    problem + advice(manual.takes("--recursive") ? "use -r to remove it with all that it holds"
                            : "empty it first");
            case OUTSIDE_ROOT -> problem + advice("name something inside the vault");
            case RESERVED_NAME, INVALID_PATH -> problem + advice("choose another name");
            case IS_ROOT -> "is the root of the vault" + advice("name something inside it");
            case INTO_ITSELF -> problem + advice("choose a target elsewhere");
            case READ_ONLY -> problem + advice("nothing in it can be changed");
            case ACCESS_DENIED -> problem + advice("ask who owns it");
            case NOT_A_FILE, LINK_LOOP, MALFORMED_TEXT, TOO_LARGE, UNSUPPORTED, ROLLED_BACK -> problem;
        };
    }
}
