package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Runs what a file system asks of its backend, so that failures are Java's and name the path as its user wrote it. */
final class EntryCalls {

    private EntryCalls() {}

    static <T> T run(VaultPath path, ExceptionMapping.Call<T> call) throws IOException {
        try {
            return call.call();
        } catch (FileBackendException e) {
            throw ExceptionMapping.thrown(toJava(path, e));
        } catch (IOException e) {
            throw ExceptionMapping.isEnvelope(e)
                    ? ExceptionMapping.thrown(toJava(path, (FileBackendException) e.getCause()))
                    : e;
        }
    }

    static void perform(VaultPath path, ExceptionMapping.Action action) throws IOException {
        run(path, () -> {
            action.run();
            return null;
        });
    }

    static Exception toJava(VaultPath path, FileBackendException failure) {
        String file = failure.path().equals(path.inBackend()) ? path.toString() : "/" + failure.path();
        boolean foundOutLate = failure instanceof InvalidOperationException refusal
                && refusal.reason() == Reason.INVALID_PATH;
        if (!foundOutLate) {
            return ToJava.of(failure, file);
        }
        FileSystemException mapped = new FileSystemException(path.toString(), null, failure.problem());
        mapped.initCause(failure);
        return mapped;
    }
}
