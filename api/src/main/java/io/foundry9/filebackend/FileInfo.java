package io.foundry9.filebackend;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of an entry at one moment. Immutable. What a store does not have is absent, never guessed.
 *
 * @param path canonical, relative to the root; empty for the root itself
 * @param size in bytes; 0 for a directory
 * @param created when the file came into being; stays when content changes
 * @param modified when the content last changed
 * @param accessed when it was last read, as exactly as the store cares to know
 * @param permissions the POSIX mode bits
 * @param uid the numeric owner, 0 to 2³²−1
 * @param gid the numeric group, 0 to 2³²−1
 * @param checksums those that the store has for nothing, in lower-case hexadecimal
 * @param contentProbed whether {@code encoding} was looked for; listings do not, as it costs a read of each file
 * @param encoding {@code utf-8} when the first 8 KiB are valid UTF-8; absent for binaries, for what is no file, and
 *     where it was not looked for
 * @param version an opaque token that changes whenever the content changes; for {@link WriteOption#ifVersion}
 */
public record FileInfo(
        String path,
        FileType type,
        long size,
        Optional<Instant> created,
        Optional<Instant> modified,
        Optional<Instant> accessed,
        Optional<Set<PosixFilePermission>> permissions,
        OptionalLong uid,
        OptionalLong gid,
        Map<ChecksumAlgorithm, String> checksums,
        boolean contentProbed,
        Optional<String> encoding,
        Optional<String> version) {

    /** The value of {@link #encoding} for text. */
    public static final String UTF_8 = "utf-8";

    /** No part may be {@code null}: what is not known is absent. Sets and maps are copied. */
    public FileInfo {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(accessed, "accessed");
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(gid, "gid");
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(version, "version");
        permissions = permissions.map(Set::copyOf);
        checksums = Map.copyOf(checksums);
    }

    /** A builder for an entry of which only path and type are known as yet. */
    public static Builder builder(String path, FileType type) {
        return new Builder(path, type);
    }

    /** A builder that starts from what is known here. */
    public Builder toBuilder() {
        Builder builder = new Builder(path, type);
        builder.size = size;
        builder.created = created;
        builder.modified = modified;
        builder.accessed = accessed;
        builder.permissions = permissions;
        builder.uid = uid;
        builder.gid = gid;
        builder.checksums = checksums;
        builder.contentProbed = contentProbed;
        builder.encoding = encoding;
        builder.version = version;
        return builder;
    }

    /** The last segment of the path; empty for the root. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether it is a file; a link to one is none. */
    public boolean isFile() {
        return type == FileType.FILE;
    }

    /** Whether it is a directory; a link to one is none. */
    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    /** Whether it is a symbolic link, wherever that leads. */
    public boolean isSymlink() {
        return type == FileType.SYMLINK;
    }

    /** Whether the content was looked at and is text. */
    public boolean isText() {
        return encoding.isPresent();
    }

    /** Whether the content was looked at and is no text. */
    public boolean isBinary() {
        return isFile() && contentProbed && encoding.isEmpty();
    }

    /** Whether the mode bits let anybody read; true where the store has no permissions. */
    public boolean isReadable() {
        return permissions
                .map(bits -> bits.contains(PosixFilePermission.OWNER_READ)
                        || bits.contains(PosixFilePermission.GROUP_READ)
                        || bits.contains(PosixFilePermission.OTHERS_READ))
                .orElse(true);
    }

    /** Whether it changed after {@code instant}; true where the store has no times, since it may have. */
    public boolean isModifiedSince(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return modified.map(time -> time.isAfter(instant)).orElse(true);
    }

    /**
     * A form fit for JSON: strings, numbers and one map; instants as ISO-8601 in UTC, types and checksum names in lower
     * case, permissions as {@code rw-r--r--}. What is absent has no key. The order of the keys is fixed.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", path);
        map.put("type", type.label());
        map.put("size", size);
        created.ifPresent(time -> map.put("created", time.toString()));
        modified.ifPresent(time -> map.put("modified", time.toString()));
        accessed.ifPresent(time -> map.put("accessed", time.toString()));
        permissions.ifPresent(bits -> map.put("permissions", PosixFilePermissions.toString(bits)));
        uid.ifPresent(id -> map.put("uid", id));
        gid.ifPresent(id -> map.put("gid", id));
        if (!checksums.isEmpty()) {
            Map<String, String> named = new LinkedHashMap<>();
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                if (checksums.containsKey(algorithm)) {
                    named.put(algorithm.label(), checksums.get(algorithm));
                }
            }
            map.put("checksums", named);
        }
        encoding.ifPresent(name -> map.put("encoding", name));
        version.ifPresent(token -> map.put("version", token));
        return map;
    }

    /** Collects what is known of an entry. Not safe for use by several threads. */
    public static final class Builder {
        private String path;
        private final FileType type;
        private long size;
        private Optional<Instant> created = Optional.empty();
        private Optional<Instant> modified = Optional.empty();
        private Optional<Instant> accessed = Optional.empty();
        private Optional<Set<PosixFilePermission>> permissions = Optional.empty();
        private OptionalLong uid = OptionalLong.empty();
        private OptionalLong gid = OptionalLong.empty();
        private Map<ChecksumAlgorithm, String> checksums = Map.of();
        private boolean contentProbed;
        private Optional<String> encoding = Optional.empty();
        private Optional<String> version = Optional.empty();

        private Builder(String path, FileType type) {
            this.path = path;
            this.type = type;
        }

        /** The path, canonical and relative to the root. */
        public Builder path(String canonical) {
            this.path = canonical;
            return this;
        }

        /** In bytes; 0 where nothing is said. */
        public Builder size(long bytes) {
            this.size = bytes;
            return this;
        }

        /** When it was made. */
        public Builder created(Instant time) {
            this.created = Optional.of(time);
            return this;
        }

        /** When its content changed last. */
        public Builder modified(Instant time) {
            this.modified = Optional.of(time);
            return this;
        }

        /** When it was read last. */
        public Builder accessed(Instant time) {
            this.accessed = Optional.of(time);
            return this;
        }

        /** The mode bits, where there are such. */
        public Builder permissions(Set<PosixFilePermission> bits) {
            this.permissions = Optional.of(bits);
            return this;
        }

        /** The numbers of its owner and group. */
        public Builder owner(long userId, long groupId) {
            this.uid = OptionalLong.of(userId);
            this.gid = OptionalLong.of(groupId);
            return this;
        }

        /** The checksums that are known for nothing, in lower-case hex. */
        public Builder checksums(Map<ChecksumAlgorithm, String> known) {
            this.checksums = known;
            return this;
        }

        /** The content was looked at: text, or not. */
        public Builder probed(boolean text) {
            this.contentProbed = true;
            this.encoding = text ? Optional.of(UTF_8) : Optional.empty();
            return this;
        }

        /** The opaque token that changes whenever the content does. */
        public Builder version(String token) {
            this.version = Optional.of(token);
            return this;
        }

        /** The info with all that was said; the builder may go on. */
        public FileInfo build() {
            return new FileInfo(
                    path,
                    type,
                    size,
                    created,
                    modified,
                    accessed,
                    permissions,
                    uid,
                    gid,
                    checksums,
                    contentProbed,
                    encoding,
                    version);
        }
    }
}
