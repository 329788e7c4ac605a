package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.vault.ContentEvent;
import io.foundry9.filebackend.vault.VaultEvent;
import io.foundry9.filebackend.vault.VaultInfo;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/** Our events as EventAdmin has them: a topic, and properties of types that every bundle knows. */
final class Events {

    static final String ROOT = "io/foundry9/filebackend/";

    /** More entries than this are not told one by one: an event is kept until the slowest handler has seen it. */
    static final int MOST_ENTRIES = 1000;

    private static final String VAULT_NAME = "vault.name";

    private final Clock clock;

    Events(Clock clock) {
        this.clock = clock;
    }

    Event of(VaultEvent event) {
        VaultInfo vault = event.vault();
        Map<String, Object> properties = properties(vault.name());
        properties.put("vault.state", vault.state().name());
        vault.scheme().ifPresent(scheme -> properties.put("vault.scheme", scheme));
        vault.uri().ifPresent(uri -> properties.put("vault.uri", uri));
        vault.reason().ifPresent(reason -> properties.put("reason", reason));
        return new Event(ROOT + "vault/" + event.type(), properties);
    }

    Event of(ContentEvent event) {
        List<ContentEvent.Entry> all = event.entries();
        List<ContentEvent.Entry> told = all.subList(0, Math.min(all.size(), MOST_ENTRIES));
        Map<String, Object> properties = properties(event.vault());
        properties.put("kinds", column(told, entry -> entry.kind().name()));
        properties.put("paths", column(told, ContentEvent.Entry::path));
        properties.put("from", column(told, entry -> entry.from().orElse("")));
        if (told.size() < all.size()) {
            properties.put("truncated", true);
            properties.put("count", all.size());
        }
        return new Event(ROOT + "content/CHANGED", properties);
    }

    private Map<String, Object> properties(String vault) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(VAULT_NAME, vault);
        properties.put(EventConstants.TIMESTAMP, clock.millis());
        return properties;
    }

    private static String[] column(List<ContentEvent.Entry> entries, Function<ContentEvent.Entry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }
}
