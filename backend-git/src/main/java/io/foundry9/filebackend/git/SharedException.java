package io.foundry9.filebackend.git;

import org.eclipse.jgit.errors.StopWalkException;

/**
 * An exception that JGit makes when it is first needed and keeps for ever, with the stack of that moment. By that it would
 * keep whoever was on the stack, classes with their loader, long after the bundle was updated. So it is given the stack of
 * a thread on which there is nothing but the JDK.
 */
final class SharedException {

    private SharedException() {}

    /** Makes it forget us; a moment later it is so. */
    static void forgetUs() {
        Thread thread = new Thread(StopWalkException.INSTANCE::fillInStackTrace, "filebackend-git-forget");
        thread.setDaemon(true);
        thread.start();
    }
}
