package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permissions and owners where a backend has them, and what may be done where it has not. */
class PermissionsTest extends VaultFiles {

    @TempDir Path root;

    private Path file;

    @Override
    FileBackend open() {
        return SchemeRegistry.discover().open("file://" + root);
    }

    @BeforeEach
    void makeAFile() throws IOException {
        file = Files.writeString(path("file"), "text");
        allow("rw-r-----");
    }

    private void allow(String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve("file"), PosixFilePermissions.fromString(permissions));
    }

    @Test
    void permissionsAndOwnersAreThoseOfTheHost() throws IOException {
        assertThat(vault.supportedFileAttributeViews()).containsExactlyInAnyOrder("basic", "owner", "posix");
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rw-r-----");
        assertThat(attributes.owner().getName())
                .isEqualTo(String.valueOf(Files.getAttribute(root.resolve("file"), "unix:uid")));
        assertThat(attributes.group().getName())
                .isEqualTo(String.valueOf(Files.getAttribute(root.resolve("file"), "unix:gid")));
        assertThat(Files.getOwner(file)).isEqualTo(attributes.owner());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(attributes.permissions());
    }

    @Test
    void theyAreReadByNameToo() throws IOException {
        assertThat(Files.readAttributes(file, "posix:*")).hasSize(12).containsKeys("permissions", "owner", "group",
                "size");
        assertThat(Files.readAttributes(file, "posix:permissions,size")).hasSize(2);
        assertThat(Files.readAttributes(file, "owner:*")).containsOnlyKeys("owner");
    }

    @Test
    void onlyWhatIsSoAlreadyCanBeSet() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        assertThat(view.name()).isEqualTo("posix");
        assertThat(Files.getFileAttributeView(file, FileOwnerAttributeView.class).name()).isEqualTo("owner");
        PosixFileAttributes now = view.readAttributes();
        view.setPermissions(now.permissions());
        view.setOwner(view.getOwner());
        view.setGroup(now.group());
        Files.setAttribute(file, "posix:permissions", now.permissions());

        assertThatThrownBy(() -> view.setPermissions(Set.of(PosixFilePermission.OWNER_READ)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.setOwner(() -> "root")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.setGroup(new EntryAttributes.NumericPrincipal(987_654)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void accessNeedsABitForAnyone() throws IOException {
        assertThat(Files.isReadable(file)).isTrue();
        assertThat(Files.isWritable(file)).isTrue();
        assertThat(Files.isExecutable(file)).isFalse();
        allow("--x------");
        assertThat(Files.isExecutable(file)).isTrue();
        assertThat(Files.isWritable(file)).isFalse();
        assertThatThrownBy(() -> vault.provider().checkAccess(file, AccessMode.READ))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void theyBehindALinkAreNotTold() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("file"));
        assertThatThrownBy(() -> Files.getPosixFilePermissions(path("link")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(Files.size(path("link"))).isEqualTo(4);
    }

    @Test
    void withoutThemThereAreOnlyBasicAttributes() throws IOException {
        try (FileSystem plain = VaultFileSystems.of(StoreBackend.over(new MemoryStore()))) {
            Path other = Files.createFile(plain.getPath("a"));
            assertThat(plain.supportedFileAttributeViews()).containsExactly("basic");
            assertThat(Files.getFileStore(other).supportsFileAttributeView(PosixFileAttributeView.class)).isFalse();
            assertThat(Files.getFileAttributeView(other, PosixFileAttributeView.class)).isNull();
            assertThatThrownBy(() -> Files.readAttributes(other, PosixFileAttributes.class))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> Files.readAttributes(other, "posix:*"))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void whatCanOnlyBeReadIsAReadOnlyFileSystem() throws IOException {
        try (FileSystem readOnly = VaultFileSystems.of(StoreBackend.over(MemoryStore.without(Feature.WRITES)))) {
            assertThat(readOnly.isReadOnly()).isTrue();
            assertThat(Files.isWritable(readOnly.getPath("/"))).isFalse();
            assertThatThrownBy(() -> Files.writeString(readOnly.getPath("a"), "text"))
                    .isInstanceOf(ReadOnlyFileSystemException.class);
            assertThatThrownBy(() -> Files.createDirectory(readOnly.getPath("a")))
                    .isInstanceOf(ReadOnlyFileSystemException.class);
        }
    }
}
