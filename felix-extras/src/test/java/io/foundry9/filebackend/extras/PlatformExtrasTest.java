package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.inventory.InventoryPrinter;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

class PlatformExtrasTest {

    @Test
    void whatIsPublishedAndToldLastsAsLongAsTheComponent() throws Exception {
        List<Event> posted = new ArrayList<>();
        try (TestFramework framework = new TestFramework(); TestVaults vaults = new TestVaults()) {
            framework.context().registerService(EventAdmin.class, new NotingAdmin(posted), null);
            PlatformExtras extras = new PlatformExtras(framework.context(), vaults.registry, vaults.schemes);

            vaults.add("a").create("x", Content.of("text"));
            assertThat(posted).extracting(Event::getTopic).containsExactly(
                    "io/foundry9/filebackend/vault/ADDED", "io/foundry9/filebackend/content/CHANGED");
            assertThat(framework.references(InventoryPrinter.class)).singleElement()
                    .extracting(PlatformExtrasTest::properties).isEqualTo(Map.of(
                            InventoryPrinter.NAME, "f9-vaults",
                            InventoryPrinter.TITLE, "F9 vaults",
                            InventoryPrinter.FORMAT, List.of("TEXT", "JSON")));

            extras.stop();
            vaults.add("b").create("x", Content.of("text"));
            assertThat(posted).hasSize(2);
            assertThat(framework.references(InventoryPrinter.class)).isEmpty();
        }
    }

    private static Map<String, Object> properties(ServiceReference<?> reference) {
        return Map.of(
                InventoryPrinter.NAME, reference.getProperty(InventoryPrinter.NAME),
                InventoryPrinter.TITLE, reference.getProperty(InventoryPrinter.TITLE),
                InventoryPrinter.FORMAT, List.of((String[]) reference.getProperty(InventoryPrinter.FORMAT)));
    }

    @Test
    void withoutEventAdminThereIsNobodyToPostTo() throws Exception {
        try (TestFramework framework = new TestFramework(); TestVaults vaults = new TestVaults()) {
            PlatformExtras extras = new PlatformExtras(framework.context(), vaults.registry, vaults.schemes);
            assertThat(vaults.add("a").create("x", Content.of("text")).size()).isEqualTo(4);
            extras.stop();
        }
    }

    /** Keeps what is posted. */
    private record NotingAdmin(List<Event> posted) implements EventAdmin {
        @Override
        public void postEvent(Event event) {
            posted.add(event);
        }

        @Override
        public void sendEvent(Event event) {
            throw new UnsupportedOperationException("would hold up whoever changes a vault");
        }
    }
}
