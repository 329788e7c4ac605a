package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.OverlayNode.Directory;
import io.foundry9.filebackend.core.OverlayNode.Slot;
import io.foundry9.filebackend.core.OverlayNode.Written;
import io.foundry9.filebackend.core.OverlayTree.Place;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one call of {@link OverlayStore#publish} or {@code append} does to the tree of the session, under the store's lock;
 * the caller takes back what it has done if it throws. For one use.
 */
final class OverlayPublishing {

    private static final Logger LOGGER = System.getLogger(OverlayPublishing.class.getName());

    private final OverlayTree tree;
    private final OverlayContents contents;
    private final Clock clock;
    private final Capabilities capabilities;
    private final Look look;
    private final Map<Change.Move, OverlayNode> underWay = new HashMap<>();
    private final List<OverlayNode> replaced = new ArrayList<>();
    private final List<Staging> published = new ArrayList<>();
    private final List<Staging> superseded = new ArrayList<>();

    /** Tells what is to be seen at a place. */
    interface Look {
        Optional<FileInfo> at(StorePath path, Place place, Detail detail) throws IOException;
    }

    OverlayPublishing(OverlayTree tree, OverlayContents contents, Clock clock, Capabilities capabilities, Look look) {
        this.tree = tree;
        this.contents = contents;
        this.clock = clock;
        this.capabilities = capabilities;
        this.look = look;
    }

    private Optional<FileInfo> look(StorePath path) throws IOException {
        return look.at(path, tree.find(path, false), Detail.BASIC);
    }

    /** Asks all guards; then what goes is taken away, and what comes is put. */
    List<FileInfo> make(List<Change> changes) throws IOException {
        List<Optional<FileInfo>> before = new ArrayList<>();
        for (Change change : changes) {
            before.add(ask(change));
        }
        for (Change change : changes) {
            leave(change);
        }
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Put put) {
                boolean isAsSeen = changes.size() == 1;
                arrive(put, isAsSeen ? before.get(i) : look(put.path()));
            } else {
                arrive(changes.get(i));
            }
        }
        List<FileInfo> results = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            boolean removed = changes.get(i) instanceof Change.Remove;
            results.add((removed ? before.get(i) : look(changes.get(i).path())).orElseThrow());
        }
        return results;
    }

    private Optional<FileInfo> ask(Change change) throws IOException {
        if (change.path().isRoot() || change instanceof Change.Move move && move.from().isRoot()) {
            throw new InvalidOperationException(Reason.IS_ROOT, "");
        }
        if (change instanceof Change.Move move) {
            move.source().check(look(move.from()));
        }
        Optional<FileInfo> there = look(change.path());
        change.guard().check(there);
        return there;
    }

    private void leave(Change change) throws IOException {
        if (change instanceof Change.Remove remove) {
            replaced.add(take(remove.path(), remove.recursive()));
        } else if (change instanceof Change.Move move) {
            underWay.put(move, take(move.from(), true));
        }
    }

    private OverlayNode take(StorePath path, boolean recursive) throws IOException {
        Place place = tree.find(path, false);
        FileInfo info = look.at(path, place, Detail.BASIC).orElseThrow(() -> new NotFoundException(path.toString()));
        if (info.isDirectory() && !recursive && !contents.isEmpty(place)) {
            throw new InvalidOperationException(Reason.NOT_EMPTY, path.toString());
        }
        return tree.take(place);
    }

    private void arrive(Change change) throws IOException {
        if (change instanceof Change.MakeDirectory make) {
            arrive(make);
        } else if (change instanceof Change.Move move) {
            arrive(move);
        }
    }

    private void arrive(Change.Put put, Optional<FileInfo> old) throws IOException {
        refuseDirectory(put.path(), old);
        Place place = tree.find(put.path(), false);
        OverlayPart content = contents.lent(put.content());
        Optional<OverlayNode.Link> link = contents.link(put.content());
        FileType type = link.isPresent() ? FileType.SYMLINK : FileType.FILE;
        long size = link.isPresent() ? put.content().info(put.path(), Detail.BASIC).size() : content.size();
        replaced.add(place.node());
        published.add(put.content());
        tree.put(place, written(List.of(content), type, size, link, place, old), isInStore(place, old));
    }

    private void arrive(Change.MakeDirectory make) throws IOException {
        Place place = tree.find(make.path(), false);
        Optional<FileInfo> there = look.at(make.path(), place, Detail.BASIC);
        if (there.isEmpty()) {
            tree.put(place, Directory.made(clock.instant()), false);
        } else if (!there.get().isDirectory()) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, make.path().toString());
        }
    }

    private void arrive(Change.Move move) throws IOException {
        if (move.path().startsWith(move.from())) {
            throw new InvalidOperationException(Reason.INTO_ITSELF, move.path().toString());
        }
        Place place = tree.find(move.path(), false);
        Optional<FileInfo> old = look.at(move.path(), place, Detail.BASIC);
        refuseDirectory(move.path(), old);
        OverlayNode moved = underWay.get(move);
        if (old.isPresent() && moved instanceof Directory) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, move.path().toString());
        }
        replaced.add(place.node());
        tree.put(place, moved, isInStore(place, old));
    }

    private static void refuseDirectory(StorePath path, Optional<FileInfo> old) {
        if (old.isPresent() && old.get().isDirectory()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
    }

    private static boolean isInStore(Place place, Optional<FileInfo> old) {
        return place.slot().map(Slot::covers).orElse(old.isPresent());
    }

    private Written written(List<OverlayPart> parts, FileType type, long size, Optional<OverlayNode.Link> link,
            Place place, Optional<FileInfo> old) throws IOException {
        Optional<FileInfo> file = old.filter(info -> info.isFile() && type == FileType.FILE);
        return new Written(parts, facts(type, size, place, file), link, file.isPresent() ? looks(place) : null);
    }

    private static StorePath looks(Place place) {
        return place.node() instanceof Written before ? before.looks() : place.shown();
    }

    /**
     * What is told of a new content.
     *
     * @param file that it replaces, and whose permissions and time of creation it has
     */
    private FileInfo facts(FileType type, long size, Place place, Optional<FileInfo> file) throws IOException {
        Instant now = clock.instant();
        FileInfo.Builder facts = FileInfo.builder("", type).size(size).modified(now).version(contents.newVersion());
        file.flatMap(FileInfo::permissions).ifPresent(facts::permissions);
        if (capabilities.has(Feature.CREATED_TIME)) {
            Optional<Instant> born = file.isEmpty()
                    ? Optional.of(now)
                    : look.at(place.path(), place, Detail.FULL).flatMap(FileInfo::created);
            born.ifPresent(facts::created);
        }
        return facts.build();
    }

    FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        Place place = tree.find(path, false);
        Optional<FileInfo> there = look.at(path, place, Detail.BASIC);
        guard.check(there);
        FileInfo old = there.orElseThrow(() -> new NotFoundException(path.toString()));
        if (!old.isFile()) {
            throw new InvalidOperationException(old.isDirectory() ? Reason.IS_DIRECTORY : Reason.NOT_A_FILE,
                    path.toString());
        }
        List<OverlayPart> parts = place.node() instanceof Written written
                ? written.parts()
                : List.of(contents.inStore(place.shown(), old.size()));
        StageRequest request = new StageRequest(path, OptionalLong.empty(), durable);
        List<OverlayPart> longer = contents.extend(parts, addition, request, superseded);
        long size = longer.stream().mapToLong(OverlayPart::size).sum();
        Written written = written(longer, FileType.FILE, size, Optional.empty(), place, there);
        tree.put(place, written, isInStore(place, there));
        return written.at(path, Detail.BASIC);
    }

    /**
     * Once the changes stay: what was published is the session's, and what nobody can see any more is discarded. What cannot
     * be is discarded with the rest at the end.
     */
    void settle() {
        published.forEach(contents::take);
        try {
            for (OverlayNode node : replaced) {
                contents.discard(node);
            }
            for (Staging staging : superseded) {
                contents.discard(staging);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "What a session has replaced could not be discarded yet", e);
        }
    }
}
