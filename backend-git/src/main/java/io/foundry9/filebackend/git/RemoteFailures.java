package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.errors.TransportException;

/**
 * What the trouble with a remote becomes for the user. JGit's exceptions are not handed on: their texts, and those of their
 * causes, hold addresses and paths of the host. Immutable.
 */
final class RemoteFailures {

    private static final int LONGEST_CHAIN = 20;

    private final RemotePlace place;
    private final RemoteWords words;

    RemoteFailures(RemotePlace place, RemoteWords words) {
        this.place = place;
        this.words = words;
    }

    /** The exception for the user. */
    FileBackendException explain(Exception failure) {
        List<Throwable> chain = chain(failure);
        return ours(chain).or(() -> network(chain)).or(() -> protocol(chain)).or(() -> local(chain))
                .orElseGet(() -> unknown(chain));
    }

    /** Whether it is the connection that failed, and not somebody at one of its ends who said so. */
    boolean isBrokenOff(Exception failure) {
        List<Throwable> chain = chain(failure);
        return network(chain).isPresent() || foreign(chain).isPresent() && local(chain).isEmpty();
    }

    FileBackendException unavailable(String problem, boolean retryable) {
        return new BackendUnavailableException("", problem, retryable);
    }

    static StorageException interrupted() {
        Thread.currentThread().interrupt();
        return new StorageException(Kind.INTERRUPTED, "", "interrupted while talking to the remote", null);
    }

    /** The failure and its causes, outermost first. */
    static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = failure; link != null && chain.size() < LONGEST_CHAIN; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    static <T extends Throwable> Optional<T> find(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Optional<FileBackendException> ours(List<Throwable> chain) {
        return find(chain, FileBackendException.class);
    }

    private Optional<FileBackendException> network(List<Throwable> chain) {
        if (has(chain, link -> link instanceof UnknownHostException || link instanceof UnresolvedAddressException)) {
            return away("no host is known by the name '" + place.host()
                    + "': check the address, or whether the network is there");
        }
        if (has(chain, RemoteFailures::isRefusal)) {
            return away(place + " refuses the connection: is the server running, and is the port right?");
        }
        if (has(chain, NoRouteToHostException.class::isInstance)) {
            return away(place + " cannot be reached: no route leads there");
        }
        if (has(chain, link -> link instanceof InterruptedIOException || link instanceof TimeoutException)) {
            return away(place + " has not answered in time (" + place.timeout().toSeconds()
                    + " s): try again, or set a longer timeout");
        }
        return Optional.empty();
    }

    private Optional<FileBackendException> away(String problem) {
        return Optional.of(unavailable(problem, true));
    }

    private static boolean isRefusal(Throwable link) {
        return link instanceof ConnectException && lower(link).contains("refused");
    }

    private Optional<FileBackendException> protocol(List<Throwable> chain) {
        Optional<FileBackendException> refused = find(chain, CorruptObjectException.class).map(
                bad -> unavailable(
                        "what " + place + " sent was refused, because git's own rules forbid such an object: "
                                + words.clean(bad.getMessage()),
                        false));
        return refused.or(() -> tooLarge(chain)).or(() -> notFound(chain)).or(() -> readOnly(chain))
                .or(() -> strange(chain));
    }

    /** JGit has no type for it. */
    private Optional<FileBackendException> readOnly(List<Throwable> chain) {
        boolean readOnly = chain.size() == 1 && lower(chain.get(0)).endsWith("push not permitted");
        return readOnly ? Optional.of(new AuthenticationException("",
                place + " lets you read, but not push: ask for the right to it, or use other credentials"))
                : Optional.empty();
    }

    private Optional<FileBackendException> strange(List<Throwable> chain) {
        boolean strange = chain.size() == 1 && chain.get(0) instanceof PackProtocolException;
        return strange ? Optional.of(unavailable("no git repository answers at " + place + ", or not as it should ("
                + words.clean(chain.get(0).getMessage()) + "): check the address", false)) : Optional.empty();
    }

    private Optional<FileBackendException> tooLarge(List<Throwable> chain) {
        boolean tooLarge = has(chain,
                link -> link instanceof TooLargePackException || link instanceof TooLargeObjectInPackException);
        return tooLarge ? Optional.of(refusal(chain.get(0), "send less at a time, or ask for a larger limit"))
                : Optional.empty();
    }

    private Optional<FileBackendException> notFound(List<Throwable> chain) {
        if (has(chain, link -> link instanceof NoRemoteRepositoryException
                || link instanceof RepositoryNotFoundException)) {
            return Optional.of(place.host().isEmpty()
                    ? unavailable("there is no such repository: check the path, or whether its drive is there", true)
                    : unavailable("there is no such repository at " + place + ", or none that these credentials may see"
                            + said(chain.get(0)) + ": check the address", false));
        }
        if (has(chain, NotSupportedException.class::isInstance)) {
            return Optional.of(unavailable("no git repository answers at " + place + ": check the address", false));
        }
        return find(chain, RemoteRepositoryException.class)
                .map(said -> refusal(said, "check the address and your rights there"));
    }

    /** What the remote said itself, if that is more than that nothing was found. */
    private String said(Throwable failure) {
        String text = words.clean(failure.getMessage());
        return text.matches("(?i).*not found\\W*") ? "" : " (" + text + ")";
    }

    private FileBackendException refusal(Throwable failure, String advice) {
        return unavailable(place + " refuses: " + words.clean(failure.getMessage()) + "; " + advice, false);
    }

    /** Trouble with the repository here. */
    private static Optional<FileBackendException> local(List<Throwable> chain) {
        if (has(chain, LockFailedException.class::isInstance)) {
            return Optional.of(new StorageException(Kind.IO, "",
                    "another process is changing the repository here; try again", null));
        }
        if (foreign(chain).filter(link -> lower(link).contains("no space left")).isPresent()) {
            return Optional.of(new StorageException(Kind.NO_SPACE, "",
                    "no space is left on the device; free some and try again", null));
        }
        return Optional.empty();
    }

    /** Input and output that failed below JGit. */
    private static Optional<IOException> foreign(List<Throwable> chain) {
        return chain.stream().filter(link -> link instanceof IOException && !(link instanceof TransportException))
                .map(IOException.class::cast).findFirst();
    }

    private FileBackendException unknown(List<Throwable> chain) {
        if (has(chain, ClassCastException.class::isInstance)) {
            return unavailable(
                    "the libraries for ssh do not go together in this JVM: another Bouncy Castle has come first",
                    false);
        }
        if (foreign(chain).isPresent()) {
            return unavailable("the connection to " + place + " broke off ("
                    + words.clean(chain.get(chain.size() - 1).getMessage()) + "); try again", true);
        }
        return unavailable("talking to " + place + " failed: " + words.clean(chain.get(0).getMessage()), true);
    }

    private static boolean has(List<Throwable> chain, Predicate<Throwable> test) {
        return chain.stream().anyMatch(test);
    }

    private static String lower(Throwable failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    }
}
