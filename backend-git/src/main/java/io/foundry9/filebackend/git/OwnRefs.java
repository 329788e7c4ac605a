package io.foundry9.filebackend.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Our own refs, which are hardly ever there: that one is not is found out by looking for its file, and for any of ours among
 * the packed refs, where git may put them. That is asked with each write. Safe for use by many threads.
 */
final class OwnRefs {

    /** With which the names of all begin. */
    static final String PREFIX = "refs/f9";

    private final Path gitFolder;
    private final Path packed;

    /** Not so in the newer form of one table for all refs. */
    private final boolean isInFiles;

    private volatile Packed last = new Packed(null, -1, FileTime.fromMillis(0), true);

    /** @param hasOurs whether one of ours is among the packed refs, as they were then */
    private record Packed(Object key, long size, FileTime modified, boolean hasOurs) {
        boolean isOf(BasicFileAttributes file) {
            return size == file.size() && modified.equals(file.lastModifiedTime())
                    && String.valueOf(key).equals(String.valueOf(file.fileKey()));
        }
    }

    OwnRefs(Path gitFolder) {
        this.gitFolder = gitFolder;
        this.packed = gitFolder.resolve("packed-refs");
        this.isInFiles = !gitFolder.resolve("reftable").toFile().exists();
    }

    /** False where it may be there, or is not one of ours. */
    boolean isSurelyAbsent(String ref) throws IOException {
        return ref.startsWith(PREFIX) && isInFiles && !gitFolder.resolve(ref).toFile().exists() && !isPacked();
    }

    private boolean isPacked() throws IOException {
        if (!packed.toFile().exists()) {
            return false;
        }
        try {
            BasicFileAttributes now = Files.readAttributes(packed, BasicFileAttributes.class);
            Packed seen = last;
            if (!seen.isOf(now)) {
                boolean hasOurs = Files.readString(packed, StandardCharsets.ISO_8859_1).contains(" " + PREFIX);
                seen = new Packed(now.fileKey(), now.size(), now.lastModifiedTime(), hasOurs);
                last = seen;
            }
            return seen.hasOurs;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
