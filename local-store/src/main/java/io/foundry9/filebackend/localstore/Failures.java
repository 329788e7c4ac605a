package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;

/** Failures that come up in more than one place. */
final class Failures {

    private Failures() {}

    static StorageException closed() {
        return new StorageException(Kind.CLOSED, "", "the backend is closed", null);
    }
}
