package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which entries of a directory are directories, with as few looks as possible: on the usual file systems of Linux a
 * directory's link count tells how many directories it holds, and once they are found nothing else needs a look. Safe
 * for use by many threads.
 */
final class ChildFinder {

    /** Where the link count of a directory is two and one for each directory in it, or one where there are too many. */
    private static final Set<String> COUNTING = Set.of("ext2", "ext3", "ext4", "xfs", "tmpfs");

    private static final String ATTRIBUTES = "unix:nlink,dev,fileKey,lastModifiedTime";

    /** Directories rarely have a dot in their names. */
    private static final Comparator<Path> LIKELY_FIRST = Comparator.comparing(name -> name.toString().indexOf('.') > 0);

    private final Names names;
    private final Map<Object, Boolean> countingDevices = new ConcurrentHashMap<>();

    ChildFinder(Names names) {
        this.names = names;
    }

    List<Child> find(Directory directory, StorePath path) throws IOException {
        Count count = directoriesIn(directory);
        List<Path> all = directory.names();
        int left = count.holdsFor(directory.attributes()) ? count.directories : Integer.MAX_VALUE;
        Set<Path> directories = new HashSet<>();
        if (left > 0 && left < all.size()) {
            all.sort(LIKELY_FIRST);
        }
        for (Path name : all) {
            if (left == 0) {
                break;
            }
            BasicFileAttributes found = directory.stat(name);
            if (found != null && found.isDirectory()) {
                directories.add(name);
                left--;
            }
        }
        List<Child> children = new ArrayList<>(all.size());
        for (Path name : all) {
            String text = names.shown(name, path);
            if (text != null) {
                children.add(new Child(text, directories.contains(name)));
            }
        }
        return children;
    }

    /**
     * How many directories there were in one, when it was last changed then and then.
     *
     * @param directories more than there can be where that is not known
     */
    private record Count(int directories, FileTime modified) {

        static final Count UNKNOWN = new Count(Integer.MAX_VALUE, FileTime.fromMillis(0));

        /** Not while entries come and go: then one that came after the count would be taken for one of those counted. */
        boolean holdsFor(BasicFileAttributes directory) {
            return modified.equals(directory.lastModifiedTime()) && Versions.isPast(modified);
        }
    }

    private Count directoriesIn(Directory directory) throws IOException {
        if (!directory.path().getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Count.UNKNOWN;
        }
        Map<String, Object> unix;
        try {
            unix = Files.readAttributes(directory.path(), ATTRIBUTES, NOFOLLOW_LINKS);
        } catch (IOException e) {
            return Count.UNKNOWN; // moved meanwhile: only a path tells the count
        }
        int links = ((Number) unix.get("nlink")).intValue();
        boolean counts = links >= 2 && isCounting(unix.get("dev"), directory.path())
                && unix.get("fileKey").equals(directory.attributes().fileKey());
        return counts ? new Count(links - 2, (FileTime) unix.get("lastModifiedTime")) : Count.UNKNOWN;
    }

    private boolean isCounting(Object device, Path path) {
        return countingDevices.computeIfAbsent(device, key -> {
            try {
                return COUNTING.contains(Files.getFileStore(path).type());
            } catch (IOException e) {
                return false; // then each entry is looked at
            }
        });
    }
}
