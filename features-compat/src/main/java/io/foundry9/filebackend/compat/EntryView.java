package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * The attributes of one path, read each time anew. A backend sets none of them: setting one to what it is already does
 * nothing, and to anything else is unsupported.
 */
class EntryView implements BasicFileAttributeView {

    final VaultPath path;
    private final boolean followLinks;

    EntryView(VaultPath path, boolean followLinks) {
        this.path = path;
        this.followLinks = followLinks;
    }

    final FileInfo info() throws IOException {
        return followLinks ? Entries.follow(path) : Entries.require(path);
    }

    @Override
    public String name() {
        return AttributeNames.BASIC;
    }

    @Override
    public EntryAttributes readAttributes() throws IOException {
        return new EntryAttributes(info());
    }

    /**
     * All three at once is how Java asks for what a copy is to keep of its source, as far as it can be kept: nothing is
     * done then.
     */
    @Override
    public void setTimes(FileTime lastModified, FileTime lastAccess, FileTime created) throws IOException {
        if (lastModified != null && lastAccess != null && created != null) {
            return;
        }
        EntryAttributes now = readAttributes();
        keep(lastModified, now.lastModifiedTime());
        keep(lastAccess, now.lastAccessTime());
        keep(created, now.creationTime());
    }

    static void keep(Object wanted, Object now) {
        if (wanted != null && !wanted.equals(now)) {
            throw new UnsupportedOperationException("a backend sets no attributes of its files");
        }
    }

    /** With permissions and owners; also the view {@code owner}. */
    static final class Posix extends EntryView implements PosixFileAttributeView {

        private final String name;

        Posix(VaultPath path, boolean followLinks, String name) {
            super(path, followLinks);
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public EntryAttributes.Posix readAttributes() throws IOException {
            return new EntryAttributes.Posix(info());
        }

        @Override
        public UserPrincipal getOwner() throws IOException {
            return readAttributes().owner();
        }

        @Override
        public void setOwner(UserPrincipal owner) throws IOException {
            keep(owner, getOwner());
        }

        @Override
        public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
            keep(permissions, readAttributes().permissions());
        }

        @Override
        public void setGroup(GroupPrincipal group) throws IOException {
            keep(group, readAttributes().group());
        }
    }
}
