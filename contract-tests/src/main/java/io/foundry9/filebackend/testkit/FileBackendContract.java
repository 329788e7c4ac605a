package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import org.junit.jupiter.api.Nested;

/**
 * The contract of a backend, sentence by sentence, as tests. Whoever has a backend, or something that wraps one, writes
 * one small class:
 *
 * <pre>{@code
 * class MyBackendTest extends FileBackendContract {
 *     @Override
 *     protected FileBackend open() {
 *         return new MyBackend();
 *     }
 * }
 * }</pre>
 *
 * <p>What the backend's capabilities leave out, and what needs a hook that is not provided, is skipped and reported as
 * such. Each test has an instance of the class, and so a backend, of its own; what a subclass sets up in
 * {@code @BeforeEach} is there when {@link #open()} is called.
 */
public abstract class FileBackendContract {

    /** A backend that is empty; the kit closes it after the test. It is called once in each test. */
    protected abstract FileBackend open() throws Exception;

    /**
     * Makes a symbolic link behind the backend's back.
     *
     * @param path canonical; its directory is there
     * @param target as POSIX has it: relative to the directory of the link, or absolute
     * @return false where that cannot be done, which skips the test
     */
    protected boolean linkTo(String path, String target) throws Exception {
        return false;
    }

    /**
     * Writes a file as a program would that does not use this library.
     *
     * @param path canonical; its directory is there
     * @return false where that cannot be done, which skips the test
     */
    protected boolean foreignWrite(String path, byte[] bytes) throws Exception {
        return false;
    }

    /**
     * Another backend on the root that {@link #open} has opened, which the test closes.
     *
     * @return {@code null} where there can be no other, which skips the test
     */
    protected FileBackend openAnother() throws Exception {
        return null;
    }

    /**
     * Whether what {@link #open} gives out is, or goes through, a session that is open: what is opened there joins, and the
     * rules about who waits for whom do not apply.
     */
    protected boolean isInsideSession() {
        return false;
    }

    /**
     * Fails if the test has left something open or lying about. It is called after each test, before the backend is
     * closed; for a moment again if it fails, as what was stopped without being waited for may still be at it.
     *
     * @throws AssertionError something was left
     */
    protected void checkNothingLeftOpen() throws Exception {}

    @Nested
    class Paths extends PathContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Links extends LinkContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Creating extends CreateContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Reading extends ReadContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Writing extends WriteContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Deleting extends DeleteContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Moving extends MoveContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Copying extends CopyContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Listing extends ListContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Infos extends InfoContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Streaming extends StreamContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Checksums extends ChecksumContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Globs extends GlobContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class ConditionalWrites extends ConditionalWriteContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Asynchronous extends AsyncContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class AsynchronousSessions extends AsyncSessionContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Publishers extends PublisherContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class CapabilitiesKept extends CapabilityContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class SessionChanges extends SessionChangesContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }

    @Nested
    class Sessions extends SessionContract {
        @Override
        FileBackendContract contract() {
            return FileBackendContract.this;
        }
    }
}
