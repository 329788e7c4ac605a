package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other users may do with a root. Only where we can become another one. */
class PermissionsTest {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

    private Path root;

    @BeforeEach
    void make() throws Exception {
        root = Files.createTempDirectory(Path.of("/tmp"), "f9-permissions");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become someone else");
        Process tried = new ProcessBuilder("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "test",
                "-r", ChildJvm.classPath().split(":")[0]).inheritIO().start();
        assumeTrue(tried.waitFor() == 0, "another user cannot read our classes");
    }

    @AfterEach
    void remove() throws Exception {
        new ProcessBuilder("rm", "-rf", root.toString()).start().waitFor();
    }

    private List<String> asNobody(String what) throws Exception {
        try (ChildJvm child = ChildJvm.start(AS_NOBODY, WriterJvm.class, what, root)) {
            return child.finish();
        }
    }

    @Test
    void whatIsNotPermittedIsSaidWithoutAPathOfTheHost() throws Exception {
        try (FileBackend backend = Roots.backend(root)) {
            backend.create("public", Content.of("everyone's"));
            backend.create("private", Content.of("mine"));
            backend.create("closed/file", Content.of("mine"));
            Files.setPosixFilePermissions(root.resolve("private"), PosixFilePermissions.fromString("rw-------"));
            Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(asNobody("refused")).containsExactly(
                "write: write 'new': permission denied",
                "read: read 'private': permission denied",
                "list: list 'closed': permission denied",
                "info: done",
                "everyone's");
    }

    @Test
    void aRootThatIsSharedIsWrittenByBoth() throws Exception {
        Set<PosixFilePermission> all = PosixFilePermissions.fromString("rwxrwxrwx");
        Files.setPosixFilePermissions(root, all);
        try (FileBackend backend = Roots.backend(root)) {
            backend.create("public", Content.of("everyone's"));
            backend.create("private", Content.of("x"));
            backend.create("closed/x", Content.of("x"));
            assertThat(asNobody("refused")).startsWith("write: done").endsWith("everyone's");
        }
        assertThat(root.resolve("new")).hasContent("x");
    }
}
