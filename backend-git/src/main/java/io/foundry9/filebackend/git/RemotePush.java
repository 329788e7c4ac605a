package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.git.Remote.Pushed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.Transport;

/** One push of one commit, and of tags along with it. */
final class RemotePush {

    /** What servers of different makers say when somebody else was quicker. */
    private static final List<String> SIGNS_OF_A_RACE = List
            .of("non-fast-forward", "non-fast forward", "fetch first", "failed to update ref", "failed to lock",
                    "lock error",
                    "cannot lock ref", "incorrect old value", "reference already exists", "stale info");
    private static final List<String> SIGNS_OF_A_FULL_DISK = List.of("no space left", "disk full", "quota");

    private final Transport transport;
    private final Repository repository;
    private final RemotePlace place;
    private final RemoteFailures failures;
    private final RemoteWords words;
    private final RemoteWords.Speech speech = new RemoteWords.Speech();

    RemotePush(Transport transport, Repository repository, RemotePlace place, RemoteWords words) {
        this.transport = transport;
        this.repository = repository;
        this.place = place;
        this.words = words;
        this.failures = new RemoteFailures(place, words);
    }

    Pushed run(String branch, ObjectId commit, List<String> tags, ProgressMonitor monitor) throws IOException {
        List<RemoteRefUpdate> updates = new ArrayList<>();
        RemoteRefUpdate update = new RemoteRefUpdate(repository, null, commit, Constants.R_HEADS + branch, false,
                RemoteFetch.tracking(branch), lastSeen(branch));
        updates.add(update);
        for (String tag : tags) {
            updates.add(tagUpdate(tag));
        }
        send(updates, monitor);
        Pushed pushed = outcome(update);
        if (pushed != Pushed.BEHIND) {
            note(branch, commit);
        }
        requireTags(updates.subList(1, updates.size()), pushed);
        return pushed;
    }

    /** What the remote must still have: a branch that was deleted there is not to come back unasked. */
    private ObjectId lastSeen(String branch) throws IOException {
        Ref seen = repository.exactRef(RemoteFetch.tracking(branch));
        return seen == null ? null : seen.getObjectId();
    }

    /** It must not exist there: else a lightweight tag would be moved on like a branch. The same tag is found to be there. */
    private RemoteRefUpdate tagUpdate(String tag) throws IOException {
        Ref ref = repository.exactRef(Constants.R_TAGS + tag);
        if (ref == null) {
            throw failures.unavailable("the tag '" + tag + "' is not in the repository here, so it cannot be sent",
                    false);
        }
        return new RemoteRefUpdate(repository, null, ref.getObjectId(), ref.getName(), false, null, ObjectId.zeroId());
    }

    private void send(List<RemoteRefUpdate> updates, ProgressMonitor monitor) throws IOException {
        try {
            transport.push(monitor, updates, speech);
        } catch (TransportException e) {
            if (!failures.isBrokenOff(e)) {
                if (isSent(updates) && isSaidByRemote(e)) {
                    throw refusal(Optional.of(e.getMessage()));
                }
                throw e;
            }
            if (isSent(updates)) {
                throw unreported();
            }
            if (!isReported(updates)) {
                throw e;
            }
        }
    }

    private static boolean isSent(List<RemoteRefUpdate> updates) {
        return updates.stream().anyMatch(update -> update.getStatus() == Status.AWAITING_REPORT);
    }

    /** Then it does not matter that the connection broke off while it was being closed. */
    private static boolean isReported(List<RemoteRefUpdate> updates) {
        return updates.stream().noneMatch(update -> update.getStatus() == Status.NOT_ATTEMPTED);
    }

    private static boolean isSaidByRemote(TransportException failure) {
        return failure.getClass() == TransportException.class && failure.getCause() == null;
    }

    private Pushed outcome(RemoteRefUpdate update) {
        return switch (update.getStatus()) {
            case OK -> Pushed.SENT;
            case UP_TO_DATE -> Pushed.UP_TO_DATE;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> Pushed.BEHIND;
            case REJECTED_OTHER_REASON -> rejected(update);
            default -> throw unreported();
        };
    }

    private Pushed rejected(RemoteRefUpdate update) {
        if (says(String.valueOf(update.getMessage()), SIGNS_OF_A_RACE)) {
            return Pushed.BEHIND;
        }
        throw refusal(Optional.ofNullable(update.getMessage()));
    }

    private FileBackendException refusal(Optional<String> report) {
        String reasons = words.reasons(report, speech);
        boolean full = says(reasons, SIGNS_OF_A_FULL_DISK);
        return failures.unavailable(place + " refuses the push: " + reasons + "; " + advice(reasons, full), full);
    }

    private static String advice(String reasons, boolean full) {
        if (full) {
            return "there is no room left there: free some, or ask its owner to";
        }
        if (says(reasons, List.of("checked out"))) {
            return "push to a bare repository, or to a branch that is not checked out there";
        }
        if (says(reasons, List.of("unpack"))) {
            return "the remote could not store what was sent: ask its owner to look at it";
        }
        return "its rules do not allow this: change what they object to, use another branch, or ask its owner";
    }

    private FileBackendException unreported() {
        return failures.unavailable(place + " has not said whether the push arrived: try again, which does no harm",
                true);
    }

    /**
     * JGit moves the note only forward. What was pushed is what is there now, even where the branch there was rewritten
     * before.
     */
    private void note(String branch, ObjectId commit) throws IOException {
        RefUpdate note = repository.updateRef(RemoteFetch.tracking(branch));
        if (commit.equals(note.getOldObjectId())) {
            return;
        }
        note.setNewObjectId(commit);
        note.setRefLogMessage("push", true);
        // If somebody else holds it, he is noting what he sees there, and the next fetch will.
        note.forceUpdate();
    }

    private void requireTags(List<RemoteRefUpdate> tags, Pushed pushed) {
        List<String> refused =
                tags.stream().filter(tag -> tag.getStatus() != Status.OK && tag.getStatus() != Status.UP_TO_DATE)
                        .map(this::describe).toList();
        if (!refused.isEmpty()) {
            String branch = pushed == Pushed.BEHIND ? "the branch has moved on there" : "the branch is there";
            throw failures.unavailable(place + " does not take " + String.join(", ", refused) + " (" + branch + ")",
                    false);
        }
    }

    private String describe(RemoteRefUpdate tag) {
        String name = "the tag '" + tag.getRemoteName().substring(Constants.R_TAGS.length()) + "'";
        return tag.getStatus() == Status.REJECTED_OTHER_REASON
                ? name + ": " + words.reasons(Optional.ofNullable(tag.getMessage()), speech)
                : name + ", because it exists there for something else: choose another name";
    }

    private static boolean says(String text, List<String> signs) {
        String lower = text.toLowerCase(Locale.ROOT);
        return signs.stream().anyMatch(lower::contains);
    }
}
