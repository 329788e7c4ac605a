package io.foundry9.filebackend.compat;

import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Attributes by their names: {@code size}, {@code posix:permissions}, {@code *}. */
final class AttributeNames {

    static final String BASIC = "basic";
    static final String POSIX = "posix";
    static final String OWNER = "owner";

    private static final String ALL = "*";

    private static final Map<String, Function<BasicFileAttributes, Object>> BASICS = basics();
    private static final Map<String, Function<PosixFileAttributes, Object>> POSIX_ONLY = Map.of(
            "permissions", PosixFileAttributes::permissions,
            OWNER, PosixFileAttributes::owner,
            "group", PosixFileAttributes::group);

    private static final Set<String> SETTABLE = Set.of("lastModifiedTime", "lastAccessTime", "creationTime",
            "permissions", OWNER, "group");

    private AttributeNames() {}

    private static Map<String, Function<BasicFileAttributes, Object>> basics() {
        Map<String, Function<BasicFileAttributes, Object>> all = new LinkedHashMap<>();
        all.put("size", BasicFileAttributes::size);
        all.put("lastModifiedTime", BasicFileAttributes::lastModifiedTime);
        all.put("lastAccessTime", BasicFileAttributes::lastAccessTime);
        all.put("creationTime", BasicFileAttributes::creationTime);
        all.put("isRegularFile", BasicFileAttributes::isRegularFile);
        all.put("isDirectory", BasicFileAttributes::isDirectory);
        all.put("isSymbolicLink", BasicFileAttributes::isSymbolicLink);
        all.put("isOther", BasicFileAttributes::isOther);
        all.put("fileKey", BasicFileAttributes::fileKey);
        return all;
    }

    static Optional<String> viewNamed(Class<? extends FileAttributeView> type) {
        if (type == BasicFileAttributeView.class) {
            return Optional.of(BASIC);
        }
        if (type == PosixFileAttributeView.class) {
            return Optional.of(POSIX);
        }
        return type == FileOwnerAttributeView.class ? Optional.of(OWNER) : Optional.empty();
    }

    /** The part before the colon; {@code basic} where there is none. */
    static String viewOf(String attributes) {
        int colon = attributes.indexOf(':');
        return colon < 0 ? BASIC : attributes.substring(0, colon);
    }

    /** The names after the colon, those that {@code *} stands for among them. */
    static Collection<String> namesOf(String attributes) {
        Set<String> known = namesIn(viewOf(attributes));
        List<String> named = List.of(attributes.substring(attributes.indexOf(':') + 1).split(","));
        for (String name : named) {
            if (!name.equals(ALL) && !known.contains(name)) {
                throw new IllegalArgumentException("there is no attribute '" + name + "'");
            }
        }
        return named.contains(ALL) ? known : named;
    }

    /** @throws IllegalArgumentException it is not one that can be set in some file system */
    static String settable(String attribute) {
        String name = attribute.substring(attribute.indexOf(':') + 1);
        if (!SETTABLE.contains(name)) {
            throw new IllegalArgumentException("there is no attribute '" + name + "' to be set");
        }
        return name;
    }

    private static Set<String> namesIn(String view) {
        return switch (view) {
            case BASIC -> BASICS.keySet();
            case OWNER -> Set.of(OWNER);
            default -> {
                Map<String, Object> all = new LinkedHashMap<>(BASICS);
                all.putAll(POSIX_ONLY);
                yield all.keySet();
            }
        };
    }

    static Map<String, Object> values(Collection<String> names, BasicFileAttributes attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names) {
            values.put(name, POSIX_ONLY.containsKey(name)
                    ? POSIX_ONLY.get(name).apply((PosixFileAttributes) attributes)
                    : BASICS.get(name).apply(attributes));
        }
        return values;
    }
}
