package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A registry over one kind of backend, which can be taken away; it is closed after each test. */
@ExtendWith(NoThreadLeft.class)
abstract class VaultTestBase {

    static final VaultOptions PATIENT = VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofSeconds(20));
    static final VaultOptions IMPATIENT = VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofMillis(20));

    final SchemeRegistry schemes = SchemeRegistry.empty();
    final LayerRegistry layers = new LayerRegistry();
    final FakeFactory factory = new FakeFactory();
    final List<VaultEvent> events = new CopyOnWriteArrayList<>();
    Registration serving;
    VaultManager registry;

    @BeforeEach
    void createRegistry() {
        serving = schemes.register(factory);
        registry = VaultManager.create(schemes, layers, Duration.ZERO);
        registry.addListener(events::add);
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    List<VaultEvent.Type> eventTypes() {
        return events.stream().map(VaultEvent::type).toList();
    }

    /** Events of what happens in the background come a moment after it can be seen. */
    void awaitEvent(VaultEvent.Type type) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!eventTypes().contains(type) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(eventTypes()).contains(type);
    }

    VaultInfo settled(String name) throws InterruptedException {
        return registry.awaitSettled(name, Duration.ofSeconds(20));
    }
}
