package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session has put at a path, in place of what the store has there. Guarded by the lock of the {@link OverlayStore}
 * that owns the tree.
 */
sealed interface OverlayNode {

    /** A directory: what the store has in one of its own, if any, and over it what the session has changed. */
    final class Directory implements OverlayNode {

        /** The store's directory whose entries show through, wherever it lies there; {@code null} for none. */
        final StorePath base;

        /** When the session made it; only where it has no base. */
        final Instant made;

        /** What the session has changed, by name. */
        final Map<String, Slot> slots = new HashMap<>();

        private Directory(StorePath base, Instant made) {
            this.base = base;
            this.made = made;
        }

        static Directory over(StorePath base) {
            return new Directory(base, null);
        }

        static Directory made(Instant now) {
            return new Directory(null, now);
        }

        /** Where the store would have an entry of this name; {@code null} where it can have none. */
        StorePath baseOf(String name) {
            return base == null ? null : base.resolve(name);
        }
    }

    /**
     * A file, a link or something else of the store's, at another path than there.
     *
     * @param base its path in the store
     */
    record Moved(StorePath base) implements OverlayNode {}

    /**
     * Content that the session has put aside, or has added to what the store has.
     *
     * @param parts one after the other
     * @param facts what the session knows of it; the path counts for nothing
     * @param link of which it is a copy, if it is one
     * @param looks the store's file whose permissions and time of creation it has, as its successor; {@code null} for none
     */
    record Written(List<OverlayPart> parts, FileInfo facts, Optional<Link> link, StorePath looks)
            implements OverlayNode {

        /** Those of the facts that a content has by itself are asked of the last of its parts. */
        FileInfo at(StorePath path, Detail detail) throws IOException {
            FileInfo.Builder info = facts.toBuilder().path(path.toString());
            if (parts.get(parts.size() - 1) instanceof OverlayPart.Staged staged) {
                FileInfo own = staged.staging().info(path, detail);
                own.accessed().ifPresent(info::accessed);
                if (facts.permissions().isEmpty()) {
                    own.permissions().ifPresent(info::permissions);
                }
                if (own.uid().isPresent() && own.gid().isPresent()) {
                    info.owner(own.uid().getAsLong(), own.gid().getAsLong());
                }
            }
            return info.build();
        }
    }

    /**
     * A link of the store's.
     *
     * @param text what it says
     * @param inStore where it lies in the store
     */
    record Link(String text, StorePath inStore) {}

    /**
     * One name in a directory.
     *
     * @param node what is there; {@code null} for nothing
     * @param covers whether the store has something there
     * @param fresh whether that was removed, or moved away, before the present node came
     */
    record Slot(OverlayNode node, boolean covers, boolean fresh) {

        /** With something else there. */
        static Slot put(Optional<Slot> before, boolean inStore, OverlayNode node) {
            return before.map(slot -> new Slot(node, slot.covers, slot.fresh || slot.node == null))
                    .orElseGet(() -> new Slot(node, inStore, false));
        }

        /** With nothing there. */
        static Slot gone() {
            return new Slot(null, true, true);
        }

        boolean isGone() {
            return node == null;
        }
    }
}
