package io.foundry9.filebackend.git;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.git.Remote.Fetched;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** One fetch of one branch. */
final class RemoteFetch {

    private final Transport transport;
    private final Repository repository;
    private final String there;
    private final String here;
    private final ProgressMonitor monitor;

    RemoteFetch(Transport transport, Repository repository, String branch, ProgressMonitor monitor) {
        this.transport = transport;
        this.repository = repository;
        this.there = Constants.R_HEADS + branch;
        this.here = tracking(branch);
        this.monitor = monitor;
    }

    /** The name of the ref that remembers where a branch of the remote is. */
    static String tracking(String branch) {
        return Constants.R_REMOTES + Remote.NAME + "/" + branch;
    }

    Fetched run(OptionalInt depth) throws IOException {
        try {
            return fetch(depth);
        } catch (TransportException e) {
            if (!isAboutMissingBranch(e)) {
                throw e;
            }
            Map<String, Ref> refs = look();
            // It may have come into being between the two.
            return refs.containsKey(there) ? fetch(depth) : new Fetched(Optional.empty(), defaultBranch(refs), false);
        }
    }

    /** JGit has no type for it. Whatever else is meant by a message with that name in it, the second look will tell. */
    private boolean isAboutMissingBranch(TransportException failure) {
        return failure.getCause() == null && String.valueOf(failure.getMessage()).contains(there);
    }

    private Map<String, Ref> look() throws IOException {
        try (FetchConnection connection = transport
                .openFetch(List.of(new RefSpec().setSource(there)), Constants.HEAD)) {
            return connection.getRefsMap();
        }
    }

    private Fetched fetch(OptionalInt depth) throws IOException {
        return depth.isPresent() ? fetchShallow(depth.getAsInt()) : fetchAll();
    }

    private Fetched fetchAll() throws IOException {
        transport.setTagOpt(TagOpt.AUTO_FOLLOW);
        transport.setObjectChecker(RemoteObjects.checker());
        FetchResult result = transport.fetch(monitor, List.of(new RefSpec().setSourceDestination(there, here)));
        TrackingRefUpdate update = result.getTrackingRefUpdate(here);
        return fetched(result, update == null ? RefUpdate.Result.NO_CHANGE : update.getResult());
    }

    /**
     * JGit takes a shallow history that it checks for an incomplete one, and fails. So what came is checked here, before a
     * ref leads to it.
     */
    private Fetched fetchShallow(int depth) throws IOException {
        transport.setTagOpt(TagOpt.NO_TAGS);
        transport.setCheckFetchedObjects(false);
        transport.setDepth(depth);
        FetchResult result = transport.fetch(monitor, List.of(new RefSpec().setSource(there)));
        ObjectId tip = result.getAdvertisedRef(there).getObjectId();
        RemoteObjects.check(repository, tip);
        return fetched(result, note(tip));
    }

    private RefUpdate.Result note(ObjectId tip) throws IOException {
        RefUpdate update = repository.updateRef(here);
        update.setNewObjectId(tip);
        update.setRefLogMessage("fetch", true);
        return update.update();
    }

    private Fetched fetched(FetchResult result, RefUpdate.Result noted) {
        Map<String, Ref> refs = result.getAdvertisedRefs().stream()
                .collect(Collectors.toMap(Ref::getName, ref -> ref));
        return new Fetched(Optional.of(refs.get(there).getObjectId()), defaultBranch(refs), isRewritten(noted));
    }

    private static boolean isRewritten(RefUpdate.Result noted) {
        return switch (noted) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> false;
            case REJECTED -> true;
            case LOCK_FAILURE -> throw new StorageException(Kind.IO, "",
                    "another process is changing the repository here; try again", null);
            default -> throw new StorageException(Kind.IO, "",
                    "where the remote's branch is could not be noted in the repository here (" + noted + ")", null);
        };
    }

    private Optional<String> defaultBranch(Map<String, Ref> refs) {
        Ref head = refs.get(Constants.HEAD);
        if (head == null) {
            return Optional.empty();
        }
        if (head.isSymbolic()) {
            return branchName(head.getTarget().getName());
        }
        // Old servers do not say which branch it is: the usual names are the best guess among equals.
        Stream<String> likely = Stream.of(there, Constants.R_HEADS + "main", Constants.R_HEADS + Constants.MASTER);
        return Stream.concat(likely, refs.keySet().stream().sorted())
                .filter(name -> name.startsWith(Constants.R_HEADS) && refs.containsKey(name))
                .filter(name -> head.getObjectId().equals(refs.get(name).getObjectId())).findFirst()
                .flatMap(RemoteFetch::branchName);
    }

    private static Optional<String> branchName(String ref) {
        return ref.startsWith(Constants.R_HEADS) ? Optional.of(ref.substring(Constants.R_HEADS.length()))
                : Optional.empty();
    }
}
