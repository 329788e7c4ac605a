package io.foundry9.filebackend.it.lent;

/** Threads that work in a vault, each on paths of its own, and look after each operation whether it has done its work. */
public interface Load {

    /** What has been measured so far, and from now on again. */
    LoadReport measured();

    /**
     * Waits until each thread has gone so many steps more.
     *
     * @return false if one of them has failed
     */
    boolean awaitSteps(int each) throws InterruptedException;

    /** Tells the threads to end, waits for them, and compares everything with what was acknowledged. */
    LoadReport end() throws InterruptedException;
}
