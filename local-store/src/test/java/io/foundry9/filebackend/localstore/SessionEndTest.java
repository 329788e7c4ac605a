package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a session on a directory when others interfere with its end. */
class SessionEndTest {

    private static final Duration ONCE = Duration.ZERO;
    private static final int FILES = 300;

    @TempDir Path root;

    @Test
    void aBackendThatIsClosedDuringACommitLosesNothing() throws Exception {
        for (int round = 0; round < (Roots.LONG ? 40 : 4); round++) {
            String generation = "generation " + round;
            FileBackend backend = Roots.backend(root);
            Session session = backend.openSession(ONCE);
            for (int i = 0; i < FILES; i++) {
                session.write("f" + i, Content.of(generation));
            }
            FutureTask<Void> closing = new FutureTask<>(backend::close, null);
            Thread closer = new Thread(closing);
            closer.start();
            boolean committed = isCommitted(session);
            closer.join();
            closing.get();
            try (FileBackend again = Roots.backend(root)) {
                String expected = committed ? generation : "generation " + (round - 1);
                for (String path : again.glob("f*")) {
                    assertThat(again.readText(path)).as("%s, committed: %s", path, committed).isEqualTo(expected);
                }
                assertThat(again.glob("f*")).hasSize(committed || round > 0 ? FILES : 0);
                again.inSession(ONCE, next -> {
                    for (int i = 0; i < FILES; i++) {
                        next.write("f" + i, Content.of(generation));
                    }
                    return null;
                });
            }
            assertThat(Roots.staged(root)).isZero();
        }
    }

    private static boolean isCommitted(Session session) {
        try {
            session.commit();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void aFileKeepsItsPermissionsWhenItIsMovedAndWrittenInOneSession() throws Exception {
        try (FileBackend backend = Roots.backend(root)) {
            backend.create("secret", Content.of("old"));
            Files.setPosixFilePermissions(root.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
            backend.inSession(ONCE, session -> {
                session.move("secret", "moved");
                return session.update("moved", Content.of("new"));
            });
            assertThat(Files.getPosixFilePermissions(root.resolve("moved")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            backend.inSession(ONCE, session -> {
                session.append("moved", Content.of("er"));
                return session.move("moved", "secret");
            });
            assertThat(Files.getPosixFilePermissions(root.resolve("secret")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(backend.readText("secret")).isEqualTo("newer");
        }
    }

    @Test
    void aCommitWhoseSourceAForeignProgramHasTakenChangesNothing() throws Exception {
        try (FileBackend backend = Roots.backend(root)) {
            backend.create("a", Content.of("a"));
            backend.create("kept", Content.of("kept"));
            try (Session session = backend.openSession(ONCE)) {
                session.move("a", "b");
                session.create("c", Content.of("c"));
                session.delete("kept");
                Files.delete(root.resolve("a"));
                assertThatThrownBy(session::commit).isInstanceOf(NotFoundException.class);
            }
            assertThat(backend.glob("**")).containsExactly("kept");
        }
    }

    @Test
    void whatAForeignProgramHasDeletedCanStillBeReplaced() throws Exception {
        try (FileBackend backend = Roots.backend(root)) {
            backend.create("a", Content.of("a"));
            try (Session session = backend.openSession(ONCE)) {
                session.delete("a");
                session.create("a", Content.of("new"));
                Files.delete(root.resolve("a"));
                session.commit();
            }
            assertThat(backend.readText("a")).isEqualTo("new");
        }
    }
}
