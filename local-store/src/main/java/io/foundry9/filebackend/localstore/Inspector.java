package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import io.foundry9.filebackend.spi.TextProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what is there, and opens it for reading. Safe for use by many threads. */
final class Inspector {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

    private static final int MOST_TRIES = 8;

    private final Root root;
    private final WorkFolder work;
    private final CreatedTimes created;
    private final ChildFinder childFinder;

    Inspector(Root root, WorkFolder work, CreatedTimes created) {
        this.root = root;
        this.work = work;
        this.created = created;
        this.childFinder = new ChildFinder(root.names());
    }

    Optional<FileInfo> stat(StorePath path, boolean full) throws IOException {
        try (Place place = root.locate(path)) {
            BasicFileAttributes found = settle(place.stat(), place);
            if (found == null) {
                root.checkStillThere();
                return Optional.empty();
            }
            FileInfo.Builder builder = Entries.describe(path, found);
            if (full) {
                addCostly(builder, place, found);
            }
            return Optional.of(builder.build());
        }
    }

    private BasicFileAttributes settle(BasicFileAttributes found, Place place) throws IOException {
        return found == null || Versions.isOld(found)
                ? found
                : Versions.settle(found, work.stamps(), place::stat);
    }

    private void addCostly(FileInfo.Builder builder, Place place, BasicFileAttributes found) throws IOException {
        created.of(place.hostPath(), found).ifPresent(builder::created);
        addOwner(builder, place.hostPath(), found);
        if (found.isRegularFile()) {
            probe(builder, place, found.size());
        }
    }

    /** Only a path tells the owner: it counts if it still led to the same file. */
    static void addOwner(FileInfo.Builder builder, Path path, BasicFileAttributes found) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        try {
            Map<String, Object> unix = Files.readAttributes(path, "unix:uid,gid,fileKey", NOFOLLOW_LINKS);
            if (unix.get("fileKey").equals(found.fileKey())) {
                builder.owner(Integer.toUnsignedLong((Integer) unix.get("uid")),
                        Integer.toUnsignedLong((Integer) unix.get("gid")));
            }
        } catch (IOException e) {
            return; // it went meanwhile
        }
    }

    /** A file that may not be read has no encoding that we know of. */
    private static void probe(FileInfo.Builder builder, Place place, long size) {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(TextProbe.LENGTH, size));
        try (SeekableByteChannel channel = place.directory().channel(place.name(), READ)) {
            Transfers.readAll(channel, head);
            builder.probed(TextProbe.isText(head.flip(), head.limit() == size));
        } catch (IOException e) {
            return;
        }
    }

    StorePath follow(StorePath link) throws IOException {
        try (Place place = root.locateFollowing(link)) {
            return place.path();
        }
    }

    String readLink(StorePath link) throws IOException {
        try (Place place = root.locate(link)) {
            Path target = Files.readSymbolicLink(place.hostPath());
            String names = String.join("/", root.segmentsInside(target, link));
            return target.isAbsolute() ? "/" + names : names;
        }
    }

    StoreReader open(StorePath path, long offset) throws IOException {
        try (Place place = root.locateFollowing(path)) {
            for (int tries = 1;; tries++) {
                BasicFileAttributes found = tries == 1 ? place.statOnce() : place.stat();
                requireFile(found, path);
                boolean settled = Versions.isOld(found) || Versions.isSettled(found, work.stamps());
                SeekableByteChannel channel = place.directory().channel(place.name(), READ);
                if (isReady(channel, found, offset) || tries == MOST_TRIES) {
                    return new LocalReader(place.path(), found, settled, channel);
                }
                channel.close(); // it was changed between the look and the opening
            }
        }
    }

    /** Goes to the offset; whether the file is still as long as it was said to be. */
    private static boolean isReady(SeekableByteChannel channel, BasicFileAttributes found, long offset)
            throws IOException {
        try {
            long size = channel.size();
            if (offset > 0) {
                channel.position(Math.min(offset, size));
            }
            return size == found.size();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void requireFile(BasicFileAttributes found, StorePath path) {
        if (found == null) {
            throw gone(path);
        }
        if (found.isDirectory()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
        if (!found.isRegularFile()) {
            throw new InvalidOperationException(Reason.NOT_A_FILE, path.toString());
        }
    }

    List<FileInfo> list(StorePath path) throws IOException {
        return inDirectory(path, directory -> {
            List<FileInfo> infos = new ArrayList<>();
            for (Path name : directory.names()) {
                String text = root.names().shown(name, path);
                BasicFileAttributes found = text == null ? null : directory.stat(name);
                if (found != null && !Versions.isOld(found)) {
                    found = Versions.settle(found, work.stamps(), () -> directory.stat(name));
                }
                if (found != null) {
                    infos.add(Entries.describe(path.resolve(text), found).build());
                }
            }
            return infos;
        });
    }

    List<Child> children(StorePath path) throws IOException {
        return inDirectory(path, directory -> childFinder.find(directory, path));
    }

    private interface Listing<T> {
        List<T> of(Directory directory) throws IOException;
    }

    private <T> List<T> inDirectory(StorePath path, Listing<T> listing) throws IOException {
        try (Directory directory = root.openDirectory(path)) {
            if (directory != null) {
                return listing.of(directory);
            }
        } catch (NoSuchFileException e) {
            throw gone(path); // while it was listed
        }
        throw gone(path);
    }

    /** Either the entry, or the whole root. */
    private NotFoundException gone(StorePath path) {
        root.checkStillThere();
        return new NotFoundException(path.toString());
    }
}
