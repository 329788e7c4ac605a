package io.foundry9.filebackend.extras;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/**
 * Begins each part once its API can be loaded: at once, or when a bundle is resolved that brings it. Where an API goes,
 * the framework takes our whole bundle along, and begins anew. Owned by the component; told of bundles on a thread of the
 * framework. It has no lock, since a part calls others when it begins and ends.
 */
final class OptionalParts implements BundleListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OptionalParts.class.getName());

    private final BundleContext context;
    private final ClassLoader loader;
    private final List<Slot> slots;
    private volatile boolean closed;

    /** Something that works from when it is made until it is closed. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A part that may be wanted.
     *
     * @param type the API that it needs, by the name of one of its types
     */
    record Offer(String type, Supplier<Part> part) {}

    private static final class Slot {
        private final Offer offer;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicReference<Part> part = new AtomicReference<>();

        Slot(Offer offer) {
            this.offer = offer;
        }
    }

    OptionalParts(BundleContext context, ClassLoader loader, List<Offer> offers) {
        this.context = context;
        this.loader = loader;
        this.slots = offers.stream().map(Slot::new).toList();
        context.addBundleListener(this);
        look();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED) {
            look();
        }
    }

    private void look() {
        for (Slot slot : slots) {
            if (!slot.begun.get() && isThere(slot.offer.type()) && slot.begun.compareAndSet(false, true)) {
                begin(slot);
            }
        }
    }

    private boolean isThere(String type) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void begin(Slot slot) {
        try {
            slot.part.set(slot.offer.part().get());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "there is nothing of vaults for " + slot.offer.type(), e);
        }
        if (closed) {
            end(slot);
        }
    }

    private static void end(Slot slot) {
        Part part = slot.part.getAndSet(null);
        if (part != null) {
            part.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        context.removeBundleListener(this);
        slots.forEach(OptionalParts::end);
    }
}
