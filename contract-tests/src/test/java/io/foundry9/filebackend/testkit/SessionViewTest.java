package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/**
 * A session keeps the whole contract of the backend that it is on. What a foreign program does to a file that the session
 * has written is not seen, so that part is left out.
 */
class SessionViewTest {

    abstract static class OverMemory extends WrapperContract {
        private final MemoryStore memory;
        private FileBackend backend;
        private Session session;

        OverMemory(Feature... missing) {
            this(MemoryStore.without(missing));
        }

        private OverMemory(MemoryStore memory) {
            super(memory);
            this.memory = memory;
        }

        @Override
        protected FileBackend wrap(FileBackend around) {
            backend = around;
            session = backend.openSession(Duration.ZERO);
            return view(session);
        }

        FileBackend view(Session open) {
            return open;
        }

        @Override
        protected boolean isInsideSession() {
            return true;
        }

        @Override
        protected boolean linkTo(String path, String target) {
            boolean seen = memory.stat(StorePath.parse(path).parent(), Detail.BASIC).isPresent();
            return seen && super.linkTo(path, target);
        }

        @Override
        protected boolean foreignWrite(String path, byte[] bytes) {
            return false;
        }

        @Override
        protected void checkNothingLeftOpen() {
            session.rollback();
            super.checkNothingLeftOpen();
            backend.close();
        }
    }

    @Nested
    class WithEverything extends OverMemory {
    }

    @Nested
    class Asynchronously extends OverMemory {
        @Override
        FileBackend view(Session open) {
            return new ThroughAsync(open);
        }
    }

    @Nested
    class WithoutMovesAndCopies extends OverMemory {
        WithoutMovesAndCopies() {
            super(Feature.NATIVE_MOVE, Feature.NATIVE_COPY, Feature.APPEND_IN_PLACE);
        }
    }

    @Nested
    class WithoutLinks extends OverMemory {
        WithoutLinks() {
            super(Feature.LINKS, Feature.RACE_FREE_LINKS, Feature.DEEP_LISTING, Feature.CREATED_TIME);
        }
    }
}
