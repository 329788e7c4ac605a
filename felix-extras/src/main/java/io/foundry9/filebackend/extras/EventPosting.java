package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Posts what happens to vaults, and to what is in them, to EventAdmin, while that is there. Whoever does something to a
 * vault only leaves the event behind; handlers are called on threads of EventAdmin.
 */
final class EventPosting implements OptionalParts.Part {

    private final ServiceTracker<EventAdmin, EventAdmin> admins;
    private final List<Registration> listening;

    EventPosting(BundleContext context, VaultRegistry registry) {
        Events events = new Events(Clock.systemUTC());
        admins = new ServiceTracker<>(context, EventAdmin.class, null);
        admins.open();
        listening = List.of(
                registry.addListener(event -> post(() -> events.of(event))),
                registry.addContentListener(event -> post(() -> events.of(event))));
    }

    private void post(Supplier<Event> event) {
        EventAdmin admin = admins.getService();
        if (admin != null) {
            admin.postEvent(event.get());
        }
    }

    @Override
    public void close() {
        listening.forEach(Registration::close);
        admins.close();
    }
}
