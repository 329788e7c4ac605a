package io.foundry9.filebackend.git;

import java.io.OutputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.FS_Win32;
import org.eclipse.jgit.util.ProcessResult;

/**
 * This machine's file system as JGit sees it, but for one thing: no program that lies in a repository, or that its
 * configuration names, is run as a hook. JGit would run {@code pre-push}.
 */
final class NoHooks {

    private static final ProcessResult NONE = new ProcessResult(ProcessResult.Status.NOT_SUPPORTED);

    private NoHooks() {}

    static FS fileSystem() {
        return FS.DETECTED instanceof FS_Win32 ? new Windows() : new Posix();
    }

    private static final class Posix extends FS_POSIX {
        @Override
        public FS newInstance() {
            return new Posix();
        }

        @Override
        public ProcessResult runHookIfPresent(Repository repository, String hook, String[] arguments,
                OutputStream out, OutputStream err, String input) {
            return NONE;
        }
    }

    private static final class Windows extends FS_Win32 {
        @Override
        public FS newInstance() {
            return new Windows();
        }

        @Override
        public ProcessResult runHookIfPresent(Repository repository, String hook, String[] arguments,
                OutputStream out, OutputStream err, String input) {
            return NONE;
        }
    }
}
