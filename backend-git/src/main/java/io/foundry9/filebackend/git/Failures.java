package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.FileBackendException;

/** Words failures anew. */
final class Failures {

    private Failures() {}

    /**
     * The same failure, of something that has come half-way: to do it again is no help, since that half is done.
     *
     * @param prefix what was done, and what not
     */
    static FileBackendException restated(String prefix, FileBackendException failure) {
        String problem = prefix + failure.problem();
        if (failure instanceof ConflictException conflict) {
            return new ConflictException(failure.path(), conflict.conflicts(), problem);
        }
        if (failure instanceof AuthenticationException) {
            return new AuthenticationException(failure.path(), problem);
        }
        return new BackendUnavailableException(failure.path(), problem, false);
    }
}
