package io.foundry9.filebackend.spi;

import java.util.Optional;
import java.util.Set;

/**
 * Finds the names of a store's own files ({@link Store#reservedNames()}) in paths, in every form that some file system
 * folds onto them: any letter case; other Unicode forms of the same characters; with code points in it that are ignored
 * in comparisons (HFS+, ext4 with case folding); with dots and spaces at the end or a stream after a colon (NTFS,
 * Windows); and as 8.3 short names such as {@code GIT~1}. It takes all of them everywhere, since a folder may be carried
 * to another file system. Plain names cost no allocation. Immutable.
 */
public final class ReservedNames {

    /** In the folded form. */
    private final String[] names;

    private final ShortName[] shortNames;

    private ReservedNames(Set<String> names) {
        this.names = names.stream().map(NameFolding::fold).toArray(String[]::new);
        this.shortNames = names.stream().map(NameFolding::fold).map(ShortName::of).toArray(ShortName[]::new);
    }

    /** @param names as the store writes them itself; letter case does not matter */
    public static ReservedNames of(Set<String> names) {
        return new ReservedNames(names);
    }

    /** Whether one segment of a path is, or may become, one of the names. */
    public boolean matches(String segment) {
        return matches(segment, 0, segment.length());
    }

    /** The first segment of a path that is one of the names, as it is written there. */
    public Optional<String> firstIn(StorePath path) {
        String text = path.toString();
        for (int start = 0; start < text.length();) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            if (matches(text, start, end)) {
                return Optional.of(text.substring(start, end));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private boolean matches(String text, int start, int end) {
        if (names.length == 0) {
            return false;
        }
        return isPlain(text, start, end) ? isName(text, start, end) : foldsOntoName(text.substring(start, end));
    }

    /** Whether nothing but the letter case needs folding; so it is with most names. */
    private static boolean isPlain(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c > '~' || c == '~' || c == ':') {
                return false;
            }
        }
        return end > start && text.charAt(end - 1) != '.' && text.charAt(end - 1) != ' ';
    }

    private boolean isName(String text, int start, int end) {
        for (String name : names) {
            if (name.length() == end - start && text.regionMatches(true, start, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean foldsOntoName(String segment) {
        String folded = NameFolding.fold(segment);
        if (isName(folded, 0, folded.length())) {
            return true;
        }
        for (ShortName shortName : shortNames) {
            if (shortName.matches(folded)) {
                return true;
            }
        }
        return false;
    }
}
