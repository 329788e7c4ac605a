package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/** What one look at an entry tells, as an info. */
final class Entries {

    private Entries() {}

    static FileType type(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return FileType.FILE;
        }
        if (attributes.isDirectory()) {
            return FileType.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? FileType.SYMLINK : FileType.OTHER;
    }

    static FileInfo.Builder describe(StorePath path, BasicFileAttributes attributes) {
        FileType type = type(attributes);
        FileInfo.Builder builder = FileInfo.builder(path.toString(), type)
                .size(type == FileType.DIRECTORY ? 0 : attributes.size())
                .modified(Stamps.shown(attributes.lastModifiedTime()))
                .accessed(attributes.lastAccessTime().toInstant());
        if (type == FileType.FILE) {
            builder.version(Versions.token(attributes));
        }
        if (attributes instanceof PosixFileAttributes posix) {
            builder.permissions(posix.permissions());
        }
        return builder;
    }

    static Optional<FileInfo> info(StorePath path, BasicFileAttributes attributes) {
        return attributes == null ? Optional.empty() : Optional.of(describe(path, attributes).build());
    }
}
