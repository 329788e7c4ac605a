package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.OverlayNode.Directory;
import io.foundry9.filebackend.core.OverlayNode.Link;
import io.foundry9.filebackend.core.OverlayNode.Slot;
import io.foundry9.filebackend.core.OverlayNode.Written;
import io.foundry9.filebackend.core.OverlayPart.InStore;
import io.foundry9.filebackend.core.OverlayPart.Staged;
import io.foundry9.filebackend.core.OverlayTree.Place;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.ForwardingStaging;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that was put aside in a session, from the first byte until it is published with it or discarded: what is still being
 * written, and what the tree refers to. Owned by an {@link OverlayStore}.
 */
final class OverlayContents implements Closeable {
    private static final Logger LOGGER = System.getLogger(OverlayContents.class.getName());

    private final Store store;
    private final String id = "session-" + UUID.randomUUID() + "-";
    private final AtomicLong versions = new AtomicLong();

    private volatile boolean closed;

    /** By identity: stagings have no equality of their own. */
    private final Set<Staging> all = ConcurrentHashMap.newKeySet();

    OverlayContents(Store store) {
        this.store = store;
    }

    /** A staging of the store, as its user sees it: after it was published here, closing it does nothing. */
    private final class Lent extends ForwardingStaging {
        private final Optional<Link> link;
        private boolean taken;

        Lent(Staging staging, Optional<Link> link) {
            super(staging);
            this.link = link;
        }

        Staging own() {
            return inner();
        }

        @Override
        public void close() throws IOException {
            if (!taken) {
                discard(inner());
            }
        }
    }

    /** The version of a new content, unlike any other anywhere. */
    String newVersion() {
        return id + versions.incrementAndGet();
    }

    Staging stage(StageRequest request) throws IOException {
        return own(store.stage(request), Optional.empty());
    }

    /** Puts a copy of something of the store's aside. */
    Staging copy(StorePath source, StageRequest request) throws IOException {
        boolean isLink = store.stat(source, Detail.BASIC).map(FileInfo::isSymlink).orElse(false);
        Optional<Link> link = isLink ? Optional.of(new Link(store.readLink(source), source)) : Optional.empty();
        return own(store.stageCopy(source, request), link);
    }

    /** Takes charge of a staging of the store. */
    private Staging own(Staging staging, Optional<Link> link) throws IOException {
        all.add(staging);
        if (closed) {
            discard(staging);
            throw OverlayStore.ended();
        }
        return new Lent(staging, link);
    }

    /** The link that the content is a copy of, if it is one. */
    Optional<Link> link(Staging content) {
        return ((Lent) content).link;
    }

    /** What its user is about to publish; it is still his. */
    Staged lent(Staging content) {
        if (content instanceof Lent lent && !lent.taken && all.contains(lent.own())) {
            return new Staged(lent.own());
        }
        throw new IllegalArgumentException("not staged in this session, or published already");
    }

    /** What its user has published is no longer his. */
    void take(Staging content) {
        ((Lent) content).taken = true;
    }

    OverlayPart inStore(StorePath path, long size) {
        return new InStore(store, path, size);
    }

    /** Puts another copy of a content aside. */
    Staging copy(StorePath source, Place place, StageRequest request) throws IOException {
        if (!(place.node() instanceof Written written)) {
            throw new NotFoundException(source.toString()); // it went after the first look
        }
        if (written.link().isPresent()) {
            return own(store.stageCopy(written.link().get().inStore(), request), written.link());
        }
        return own(join(written.parts(), request), Optional.empty());
    }

    private Staging join(List<OverlayPart> parts, StageRequest request) throws IOException {
        return Stagings.finished(store, request, joined -> {
            for (OverlayPart part : parts) {
                try (ReadableByteChannel channel = part.open(0)) {
                    Content.of(channel).writeTo(joined);
                }
            }
        });
    }

    /**
     * Parts with an addition at their end. Small ones are joined with those before them, so that however many additions
     * come there are few parts, and no byte is copied often.
     *
     * @param superseded gets those that were joined, and are needed no more once the file has its new parts
     */
    List<OverlayPart> extend(List<OverlayPart> parts, Content addition, StageRequest request,
            List<Staging> superseded) throws IOException {
        Staging staged = Stagings.finished(store, request, addition::writeTo);
        all.add(staged);
        List<OverlayPart> longer = new ArrayList<>(parts);
        longer.add(new Staged(staged));
        while (isUneven(longer)) {
            List<OverlayPart> last = longer.subList(longer.size() - 2, longer.size());
            Staging joined = join(last, request);
            all.add(joined);
            last.forEach(part -> superseded.add(((Staged) part).staging()));
            last.clear();
            longer.add(new Staged(joined));
        }
        return List.copyOf(longer);
    }

    private static boolean isUneven(List<OverlayPart> parts) {
        int count = parts.size();
        return count > 1
                && parts.get(count - 2) instanceof Staged
                && parts.get(count - 2).size() <= parts.get(count - 1).size();
    }

    /** One finished content of the parts of a file, to be handed to the store. */
    Staging finish(StorePath target, Written written, boolean durable) throws IOException {
        List<OverlayPart> parts = written.parts();
        if (parts.size() == 1 && parts.get(0) instanceof Staged staged) {
            return staged.staging();
        }
        OptionalLong size = OptionalLong.of(written.facts().size());
        Staging joined = join(parts, new StageRequest(target, size, durable));
        all.add(joined);
        return joined;
    }

    /** Whether a directory has nothing in it. */
    boolean isEmpty(Place place) throws IOException {
        Directory changed = place.node() instanceof Directory directory ? directory : null;
        if (changed != null && changed.slots.values().stream().anyMatch(slot -> !slot.isGone())) {
            return false;
        }
        if (place.shown() == null) {
            return true;
        }
        List<Child> children = store.children(place.shown());
        return children.stream().allMatch(child -> changed != null && changed.slots.containsKey(child.name()));
    }

    /** Discards what a node, which is {@code null} for none, and all below it have put aside. */
    void discard(OverlayNode node) throws IOException {
        if (node instanceof Written written) {
            for (OverlayPart part : written.parts()) {
                if (part instanceof Staged staged) {
                    discard(staged.staging());
                }
            }
        } else if (node instanceof Directory directory) {
            for (Slot slot : directory.slots.values()) {
                discard(slot.node());
            }
        }
    }

    void discard(Staging staging) throws IOException {
        staging.close();
        all.remove(staging);
    }

    /**
     * Discards everything; what the store has published is no longer ours, and closing it does nothing. Whether the changes
     * are made is certain by now, so what cannot be discarded is no failure: it is swept by who opens the store next.
     */
    @Override
    public void close() {
        closed = true;
        for (Staging staging : all) {
            try {
                staging.close();
            } catch (Exception e) { // the JDK's own channels let checked ones escape that they do not declare
                LOGGER.log(Level.DEBUG, "What a session has put aside could not be discarded", e);
            }
        }
        all.clear();
    }
}
