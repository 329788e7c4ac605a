package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackendException;

/** Opens a remote where the bundles for ssh may be missing; told in words of the JDK, for a test in another class loader. */
final class RemoteWithoutSsh {

    private RemoteWithoutSsh() {}

    static String open(String url) {
        try (Remote remote = GitServersAccess.to(url).remote()) {
            return remote.display();
        } catch (FileBackendException e) {
            throw new IllegalStateException(e.getClass().getSimpleName() + " " + e.retryable() + " " + e.getMessage(),
                    e);
        }
    }
}
