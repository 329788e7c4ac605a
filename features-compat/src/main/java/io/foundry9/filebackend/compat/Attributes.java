package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the provider answers about attributes. */
final class Attributes {

    private static final Set<PosixFilePermission> READ = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> WRITE = Set.of(PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> EXECUTE = Set.of(PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private Attributes() {}

    static boolean follows(CopyOption[] options) {
        return !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
    }

    static <A extends BasicFileAttributes> A read(VaultPath path, Class<A> type, LinkOption... options)
            throws IOException {
        if (type == BasicFileAttributes.class) {
            return type.cast(new EntryView(path, follows(options)).readAttributes());
        }
        if (type == PosixFileAttributes.class && path.getFileSystem().has(Feature.PERMISSIONS)) {
            return type.cast(posix(path, AttributeNames.POSIX, options).readAttributes());
        }
        throw new UnsupportedOperationException("there are no " + type.getSimpleName() + " here");
    }

    private static EntryView.Posix posix(VaultPath path, String name, LinkOption... options) {
        return new EntryView.Posix(path, follows(options), name);
    }

    /** The view, or null where there is none of that type. */
    static <V extends FileAttributeView> V view(VaultPath path, Class<V> type, LinkOption... options) {
        Optional<String> name = AttributeNames.viewNamed(type)
                .filter(path.getFileSystem().supportedFileAttributeViews()::contains);
        return name.map(known -> type.cast(view(path, known, options))).orElse(null);
    }

    private static EntryView view(VaultPath path, String name, LinkOption... options) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains(name)) {
            throw new UnsupportedOperationException("there are no attributes '" + name + "' here");
        }
        return name.equals(AttributeNames.BASIC) ? new EntryView(path, follows(options)) : posix(path, name, options);
    }

    static Map<String, Object> read(VaultPath path, String attributes, LinkOption... options) throws IOException {
        EntryView view = view(path, AttributeNames.viewOf(attributes), options);
        return AttributeNames.values(AttributeNames.namesOf(attributes), view.readAttributes());
    }

    /** A backend sets no attributes; what is so already may be set. */
    static void set(VaultPath path, String attribute, Object value, LinkOption... options) throws IOException {
        EntryView view = view(path, AttributeNames.viewOf(attribute), options);
        String name = AttributeNames.settable(attribute);
        Collection<String> names = AttributeNames.namesOf(attribute);
        EntryView.keep(value, AttributeNames.values(names, view.readAttributes()).get(name));
    }

    /** @throws UnsupportedOperationException any are given: a backend gives new files what it likes */
    static void refuse(FileAttribute<?>... attributes) {
        if (attributes.length > 0) {
            throw new UnsupportedOperationException("'" + attributes[0].name() + "' cannot be set by a backend");
        }
    }

    /** Only that something is there is sure; who the user is to the backend is not told, so one bit of three will do. */
    static void checkAccess(VaultPath path, AccessMode... modes) throws IOException {
        FileInfo info = Entries.follow(path);
        for (AccessMode mode : modes) {
            boolean permitted = switch (mode) {
                case READ -> hasAny(info, READ, true);
                case WRITE -> hasAny(info, WRITE, true) && !path.getFileSystem().isReadOnly();
                case EXECUTE -> hasAny(info, EXECUTE, info.isDirectory());
            };
            if (!permitted) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    private static boolean hasAny(FileInfo info, Set<PosixFilePermission> wanted, boolean otherwise) {
        return info.permissions().map(bits -> bits.stream().anyMatch(wanted::contains)).orElse(otherwise);
    }
}
