package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Keeps a push away from the branch that somebody has checked out: his next commit would undo it. Git's server refuses it by
 * itself; JGit, which is its own server for a repository in the file system, does not.
 */
final class RemoteCheckout {

    /** What {@code receive.denyCurrentBranch} says if its owner does not mind. */
    private static final Set<String> ALLOWING = Set.of("ignore", "warn", "false");

    private RemoteCheckout() {}

    static void requireNone(URIish url, String branch) throws IOException {
        if (!"file".equals(url.getScheme())) {
            return;
        }
        File folder = FileKey.resolve(new File(url.getPath()), FS.DETECTED);
        if (folder != null && isCheckedOut(folder, branch)) {
            throw new BackendUnavailableException("", "the remote refuses the push: its branch '" + branch
                    + "' is checked out there; push to a bare repository, or to a branch that is not checked out",
                    false);
        }
    }

    private static boolean isCheckedOut(File folder, String branch) throws IOException {
        try (Repository there = new FileRepositoryBuilder().setGitDir(folder).build()) {
            String deny = there.getConfig().getString("receive", null, "denyCurrentBranch");
            return !there.isBare() && (Constants.R_HEADS + branch).equals(there.getFullBranch())
                    && (deny == null || !ALLOWING.contains(deny.toLowerCase(Locale.ROOT)));
        }
    }
}
