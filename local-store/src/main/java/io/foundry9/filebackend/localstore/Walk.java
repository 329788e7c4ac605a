package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One way from the root to an entry, directory by directory, none of which is entered through a link. Where a link is
 * met, it is read, and the walk starts again from the root along what it says; so nothing that is swapped in meanwhile
 * leads out. For one use by one thread.
 */
final class Walk {

    private static final int MOST_LINKS = 40;
    private static final int MOST_SWAPS = 8;

    private final Root root;
    private final StorePath asked;
    private final boolean follow;

    private Deque<String> ahead;
    private final List<String> behind = new ArrayList<>();
    private Directory here;
    private IdleDirectories.Idle lent;
    private int links;
    private int swaps;

    /** @param follow whether a link at the very end is followed */
    Walk(Root root, StorePath asked, boolean follow) {
        this.root = root;
        this.asked = asked;
        this.follow = follow;
        this.here = root.directory();
    }

    Place go() throws IOException {
        try {
            Place known = resume();
            if (known != null) {
                return known;
            }
            ahead = new ArrayDeque<>(asked.segments());
            while (!ahead.isEmpty()) {
                Place arrived = step(ahead.removeFirst());
                if (arrived != null) {
                    return arrived;
                }
            }
            return root.itself();
        } catch (IOException | RuntimeException e) {
            leave();
            throw e;
        }
    }

    /** The place in the directory where an earlier way has ended, if that is the parent; else {@code null}. */
    private Place resume() throws IOException {
        StorePath parent = asked.parent();
        lent = parent.isRoot() ? null : root.idle().take(parent);
        if (lent == null) {
            return null;
        }
        here = lent.directory();
        Path name = root.names().of(asked.name(), asked);
        BasicFileAttributes found = follow ? here.stat(name) : null;
        if (found == null || !found.isSymbolicLink()) {
            return place(name, asked.name(), List.of(), null, found);
        }
        root.idle().giveBack(lent);
        lent = null;
        here = root.directory();
        return null;
    }

    private Place step(String segment) throws IOException {
        if (segment.equals("..")) {
            up();
            return null;
        }
        Path name = root.names().of(segment, asked);
        boolean last = ahead.isEmpty();
        if (last && !follow) {
            return place(name, segment, List.of(), null, null);
        }
        if (!last && enterKnown(name, segment)) {
            return null;
        }
        BasicFileAttributes found = here.stat(name);
        if (found != null && found.isSymbolicLink()) {
            expand(name, segment);
            return null;
        }
        if (last) {
            return place(name, segment, List.of(), null, found);
        }
        if (found == null) {
            return missing(segment);
        }
        if (!found.isDirectory()) {
            return place(name, belowBlocker(segment), List.of(), path(segment), null);
        }
        enterSeen(name, segment);
        return null;
    }

    /** The whole rest of the way, so that nobody takes the file that is in the way for what was meant. */
    private String belowBlocker(String segment) {
        StringBuilder rest = new StringBuilder(segment);
        ahead.stream().filter(name -> !name.equals("..")).forEach(name -> rest.append('/').append(name));
        return rest.toString();
    }

    /** What is swapped between the look and the opening is looked at again. */
    private void enterSeen(Path name, String segment) throws IOException {
        Directory next;
        try {
            next = here.open(name);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (++swaps > MOST_SWAPS) {
                throw e;
            }
            ahead.addFirst(segment);
            return;
        }
        root.known().add(key(segment));
        enter(next, segment);
    }

    /** What was a directory a moment ago is opened without a look; should it be one no more, it is looked at. */
    private boolean enterKnown(Path name, String segment) throws IOException {
        String key = key(segment);
        if (!root.known().contains(key)) {
            return false;
        }
        Directory next;
        try {
            next = here.open(name);
        } catch (IOException e) {
            root.known().remove(key); // the look that follows tells what is the matter
            return false;
        }
        enter(next, segment);
        return true;
    }

    private void enter(Directory next, String segment) throws IOException {
        Directory left = here;
        here = next;
        behind.add(segment);
        if (left != root.directory()) {
            left.close();
        }
    }

    private void up() throws IOException {
        if (behind.isEmpty()) {
            throw new InvalidOperationException(Reason.OUTSIDE_ROOT, asked.toString());
        }
        behind.remove(behind.size() - 1);
        restart(behind, List.of());
    }

    private void expand(Path name, String segment) throws IOException {
        if (++links > MOST_LINKS) {
            throw new InvalidOperationException(Reason.LINK_LOOP, asked.toString());
        }
        Path target;
        try {
            target = Files.readSymbolicLink(here.path().resolve(name));
        } catch (NotLinkException | NoSuchFileException e) {
            ahead.addFirst(segment); // it was swapped meanwhile: look again
            return;
        }
        List<String> segments = root.segmentsInside(target, asked);
        restart(target.isAbsolute() ? List.of() : List.copyOf(behind), segments);
    }

    private void restart(List<String> first, List<String> then) throws IOException {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        all.addAll(ahead);
        ahead.clear();
        ahead.addAll(all);
        behind.clear();
        leave();
        here = root.directory();
    }

    private void leave() throws IOException {
        lent = null;
        if (here != root.directory()) {
            here.close();
        }
    }

    private Place missing(String segment) throws IOException {
        List<String> missing = new ArrayList<>();
        missing.add(segment);
        missing.addAll(ahead);
        if (missing.contains("..")) {
            ahead.clear();
            restart(behind, collapsed(missing));
            return null;
        }
        String last = missing.remove(missing.size() - 1);
        String way = String.join("/", missing);
        return place(root.names().of(last, asked), way.isEmpty() ? last : way + "/" + last, List.copyOf(missing), null,
                null);
    }

    /** Without the names that a {@code ..} after them takes back. */
    private static List<String> collapsed(List<String> segments) {
        List<String> left = new ArrayList<>();
        for (String segment : segments) {
            if (segment.equals("..") && !left.isEmpty() && !left.get(left.size() - 1).equals("..")) {
                left.remove(left.size() - 1);
            } else {
                left.add(segment);
            }
        }
        return left;
    }

    private Place place(Path name, String rest, List<String> missing, StorePath blocker,
            BasicFileAttributes seen) {
        StorePath path = links == 0 ? asked : path(rest);
        return new Place(here, name, path, missing, blocker, seen, end(path, missing.isEmpty() && blocker == null));
    }

    private Closeable end(StorePath path, boolean isParent) {
        if (here == root.directory()) {
            return Place.NOTHING;
        }
        if (lent != null) {
            IdleDirectories.Idle borrowed = lent;
            return () -> root.idle().giveBack(borrowed);
        }
        Directory found = here;
        return isParent ? () -> root.idle().put(path.parent(), found) : found;
    }

    private StorePath path(String rest) {
        return behind.isEmpty() ? StorePath.parse(rest) : StorePath.parse(String.join("/", behind) + "/" + rest);
    }

    private String key(String segment) {
        return behind.isEmpty() ? segment : String.join("/", behind) + "/" + segment;
    }
}
