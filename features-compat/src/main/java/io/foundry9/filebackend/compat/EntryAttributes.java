package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An info as Java's attributes. A time that is absent is that of the last change; if that is absent, the epoch. */
class EntryAttributes implements BasicFileAttributes {

    final FileInfo info;

    EntryAttributes(FileInfo info) {
        this.info = info;
    }

    private FileTime time(Optional<Instant> instant) {
        return FileTime.from(instant.or(info::modified).orElse(Instant.EPOCH));
    }

    @Override
    public FileTime lastModifiedTime() {
        return time(info.modified());
    }

    @Override
    public FileTime lastAccessTime() {
        return time(info.accessed());
    }

    @Override
    public FileTime creationTime() {
        return time(info.created());
    }

    @Override
    public boolean isRegularFile() {
        return info.isFile();
    }

    @Override
    public boolean isDirectory() {
        return info.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
        return info.isSymlink();
    }

    @Override
    public boolean isOther() {
        return info.type() == FileType.OTHER;
    }

    @Override
    public long size() {
        return info.size();
    }

    @Override
    public Object fileKey() {
        return null;
    }

    @Override
    public String toString() {
        return "attributes of '" + info.path() + "'";
    }

    /** With permissions and numeric owners. */
    static final class Posix extends EntryAttributes implements PosixFileAttributes {

        private final Set<PosixFilePermission> permissions;

        /** @throws UnsupportedOperationException nothing is known of permissions: the info is of a link's target */
        Posix(FileInfo info) {
            super(info);
            permissions = info.permissions().orElseThrow(() -> new UnsupportedOperationException(
                    "the permissions of what a link leads to are not told"));
        }

        @Override
        public UserPrincipal owner() {
            return new NumericPrincipal(idOf(info.uid()));
        }

        @Override
        public GroupPrincipal group() {
            return new NumericPrincipal(idOf(info.gid()));
        }

        private static long idOf(OptionalLong id) {
            return id.orElseThrow(() -> new UnsupportedOperationException("the owner is not told"));
        }

        @Override
        public Set<PosixFilePermission> permissions() {
            return permissions;
        }
    }

    /** A user or group of which only the number is known; that is its name. */
    record NumericPrincipal(long id) implements GroupPrincipal {
        @Override
        public String getName() {
            return Long.toString(id);
        }
    }
}
