package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.vault.ContentEvent;
import io.foundry9.filebackend.vault.ContentEvent.Entry;
import io.foundry9.filebackend.vault.ContentEvent.Kind;
import io.foundry9.filebackend.vault.VaultEvent;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class EventsTest {

    private final Events events = new Events(Clock.fixed(Instant.ofEpochMilli(5), ZoneOffset.UTC));

    private static VaultInfo vault(String uri, String scheme, VaultState state, String reason) {
        return new VaultInfo("docs", Optional.ofNullable(uri), Optional.ofNullable(scheme), state,
                Optional.ofNullable(reason), VaultOptions.DEFAULTS, true);
    }

    private static ContentEvent changes(int number) {
        return new ContentEvent("docs", IntStream.range(0, number)
                .mapToObj(i -> new Entry(Kind.WRITTEN, "f" + i, Optional.empty())).toList());
    }

    private static String[] strings(Event event, String name) {
        return (String[]) event.getProperty(name);
    }

    @Test
    void anEventOfAVaultTellsHowItStands() {
        Event event = events.of(new VaultEvent(VaultEvent.Type.FAILED,
                vault("test://place?key=***", "test", VaultState.FAILED, "cannot be opened")));

        assertThat(event.getTopic()).isEqualTo("io/foundry9/filebackend/vault/FAILED");
        assertThat(event.getProperty("vault.name")).isEqualTo("docs");
        assertThat(event.getProperty("vault.scheme")).isEqualTo("test");
        assertThat(event.getProperty("vault.state")).isEqualTo("FAILED");
        assertThat(event.getProperty("vault.uri")).isEqualTo("test://place?key=***");
        assertThat(event.getProperty("reason")).isEqualTo("cannot be opened");
        assertThat(event.getProperty("timestamp")).isEqualTo(5L);
    }

    @Test
    void whatIsNotKnownIsNoProperty() {
        Event event = events.of(new VaultEvent(VaultEvent.Type.ADDED, vault(null, null, VaultState.ACTIVE, null)));

        assertThat(event.getTopic()).isEqualTo("io/foundry9/filebackend/vault/ADDED");
        assertThat(event.getPropertyNames())
                .containsExactlyInAnyOrder("event.topics", "vault.name", "vault.state", "timestamp");
    }

    @Test
    void changesOfContentAreToldInParallelColumns() {
        Event event = events.of(new ContentEvent("docs", List.of(
                new Entry(Kind.WRITTEN, "a", Optional.empty()),
                new Entry(Kind.MOVED, "c", Optional.of("b")))));

        assertThat(event.getTopic()).isEqualTo("io/foundry9/filebackend/content/CHANGED");
        assertThat(event.getProperty("vault.name")).isEqualTo("docs");
        assertThat(strings(event, "kinds")).containsExactly("WRITTEN", "MOVED");
        assertThat(strings(event, "paths")).containsExactly("a", "c");
        assertThat(strings(event, "from")).containsExactly("", "b");
        assertThat(event.getProperty("timestamp")).isEqualTo(5L);
    }

    @Test
    void aThousandChangesAreToldAndNoMore() {
        assertThat(events.of(changes(1000)).containsProperty("truncated")).isFalse();

        Event event = events.of(changes(1001));
        assertThat(strings(event, "paths")).hasSize(1000).endsWith("f999");
        assertThat(strings(event, "kinds")).hasSize(1000);
        assertThat(strings(event, "from")).hasSize(1000);
        assertThat(event.getProperty("truncated")).isEqualTo(true);
        assertThat(event.getProperty("count")).isEqualTo(1001);
    }
}
