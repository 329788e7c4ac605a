package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Files} does on a vault: attributes that every backend has. */
abstract class AttributeOperations extends VaultFiles {

    Path file;

    @BeforeEach
    final void makeAFile() throws IOException {
        file = Files.writeString(path("file"), "text");
    }

    @Test
    void attributesAreThoseThatTheBackendTells() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        FileInfo info = backend.info("file");

        assertThat(attributes.isRegularFile()).isTrue();
        assertThat(attributes.isDirectory()).isFalse();
        assertThat(attributes.isSymbolicLink()).isFalse();
        assertThat(attributes.isOther()).isFalse();
        assertThat(attributes.size()).isEqualTo(4);
        assertThat(attributes.fileKey()).isNull();
        assertThat(attributes.lastModifiedTime().toInstant()).isEqualTo(info.modified().orElseThrow());
        assertThat(attributes.creationTime().toInstant())
                .isEqualTo(info.created().or(info::modified).orElseThrow());
        assertThat(attributes.lastAccessTime().toInstant()).isBetween(info.modified().orElseThrow(),
                info.accessed().or(info::modified).orElseThrow());
        assertThat(attributes).hasToString("attributes of 'file'");
        assertThat(Files.readAttributes(path("/"), BasicFileAttributes.class).isDirectory()).isTrue();
        assertThatThrownBy(() -> Files.readAttributes(path("x"), BasicFileAttributes.class))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.readAttributes(file, DosFileAttributes.class))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void attributesAreReadByName() throws IOException {
        assertThat(Files.readAttributes(file, "size,isDirectory"))
                .containsOnlyKeys("size", "isDirectory").containsEntry("size", 4L);
        assertThat(Files.readAttributes(file, "*")).isEqualTo(Files.readAttributes(file, "basic:*"))
                .containsOnlyKeys("size", "lastModifiedTime", "lastAccessTime", "creationTime", "isRegularFile",
                        "isDirectory", "isSymbolicLink", "isOther", "fileKey");
        assertThat(Files.getAttribute(file, "basic:isRegularFile", LinkOption.NOFOLLOW_LINKS)).isEqualTo(true);
        assertThatIllegalArgumentException().isThrownBy(() -> Files.readAttributes(file, "size,owner"));
        assertThatIllegalArgumentException().isThrownBy(() -> Files.readAttributes(file, ""));
        assertThatThrownBy(() -> Files.readAttributes(file, "dos:hidden"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void onlyWhatIsSoAlreadyCanBeSet() throws IOException {
        BasicFileAttributeView view = Files.getFileAttributeView(file, BasicFileAttributeView.class);
        FileTime modified = Files.getLastModifiedTime(file);
        assertThat(view.name()).isEqualTo("basic");
        view.setTimes(modified, null, null);
        Files.setAttribute(file, "lastModifiedTime", modified);

        FileTime other = FileTime.from(Instant.EPOCH);
        view.setTimes(other, other, other);
        assertThat(Files.getLastModifiedTime(file)).as("what a copy is to keep if it can").isEqualTo(modified);
        assertThatThrownBy(() -> Files.setLastModifiedTime(file, other))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.setAttribute(file, "lastModifiedTime", other))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.setAttribute(file, "dos:hidden", true))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Files.setAttribute(file, "*", other));
        assertThatIllegalArgumentException().isThrownBy(() -> Files.setAttribute(file, "isDirectory", false));
        assertThatIllegalArgumentException().isThrownBy(() -> Files.setAttribute(file, "owner", null));
        assertThatIllegalArgumentException().isThrownBy(() -> Files.setAttribute(file, "colour", "red"));
        assertThat(Files.getFileAttributeView(file, java.nio.file.attribute.DosFileAttributeView.class)).isNull();
    }

    @Test
    void accessIsCheckedAsFarAsItIsKnown() {
        assertThat(Files.isReadable(file)).isTrue();
        assertThat(Files.isWritable(file)).isTrue();
        assertThat(Files.isExecutable(file)).isFalse();
        assertThat(Files.isExecutable(path("/"))).isTrue();
        assertThat(Files.exists(path("missing"))).isFalse();
        assertThat(Files.notExists(path("missing"))).isTrue();
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
