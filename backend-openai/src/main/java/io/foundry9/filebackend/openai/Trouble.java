package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** What the trouble with the service is to users. */
final class Trouble {

    private static final int TOO_MANY = 429;

    private Trouble() {}

    /** Something that asks the service. */
    interface Call<T> {
        T make() throws IOException;
    }

    /** Makes a call, and tells its failure as one about a path. */
    static <T> T at(String path, Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (IOException e) {
            throw of(path, e);
        }
    }

    /**
     * The failure of a call as one about a path.
     *
     * @throws IOException it tells of an interrupt, which is for others to tell
     */
    static FileBackendException of(String path, IOException failure) throws IOException {
        boolean isInterrupt =
                failure instanceof InterruptedIOException || failure instanceof ClosedByInterruptException;
        if (isInterrupt && Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        if (!(failure instanceof ApiException answer)) {
            return new BackendUnavailableException(path,
                    "the service cannot be reached (" + words(failure) + "); try again", true);
        }
        if (answer.isAboutTheKey()) {
            return new AuthenticationException(path, answer.status() == 401
                    ? "the service does not accept the API key; check api_key, organization and project"
                    : "the API key may not do this: " + answer.getMessage());
        }
        if (answer.isAboutMoney()) {
            return new BackendUnavailableException(path, "the account's quota is used up; see its billing page", false);
        }
        if (answer.status() == TOO_MANY) {
            return new BackendUnavailableException(path, "the service is asked too often; try again"
                    + answer.retryAfter().map(time -> " in " + Math.max(1, time.toSeconds()) + " s").orElse(" later"),
                    true);
        }
        if (answer.mayPass()) {
            return new BackendUnavailableException(path,
                    "the service fails (status " + answer.status() + "); try again later", true);
        }
        return new StorageException(Kind.IO, path,
                "the service refuses (status " + answer.status() + "): " + answer.getMessage(), null);
    }

    private static String words(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
