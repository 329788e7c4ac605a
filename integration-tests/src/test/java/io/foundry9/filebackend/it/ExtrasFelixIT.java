package io.foundry9.filebackend.it;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** The extras in a platform that has EventAdmin, Health Checks and Inventory, seen from a bundle that uses these. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ExtrasFelixIT {
    private static final String TOPICS = "io/foundry9/filebackend/";

    @Inject private BundleContext context;
    @Inject private VaultRegistry registry;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private ServiceRegistration<EventHandler> handling;
    private Path folder;

    @Configuration
    public Option[] platform() throws IOException {
        return Stream.concat(
                Stream.of(ShippedBundles.underTest(Files.createTempDirectory("watched")),
                        bundle("reference:" + ExtraBundles.ours().toUri())),
                Stream.of(ExtraBundles.values()).map(each -> bundle("reference:" + each.jar().toUri())))
                .toArray(Option[]::new);
    }

    @Before
    public void listen() throws IOException {
        folder = Files.createTempDirectory("extras-felix-it");
        EventHandler handler = events::add;
        handling = context.registerService(EventHandler.class, handler,
                new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, TOPICS + "*")));
    }

    @After
    public void forget() {
        handling.unregister();
        registry.names().forEach(registry::unregister);
    }

    private String uri() {
        return folder.toUri() + "?create_root=true";
    }

    private Optional<Event> event(String topic) {
        return events.stream().filter(event -> event.getTopic().equals(TOPICS + topic)).findFirst();
    }

    private <S> Collection<ServiceReference<S>> services(Class<S> type, String filter) throws InvalidSyntaxException {
        return context.getServiceReferences(type, filter);
    }

    @Test
    public void theBundleIsActive() {
        assertEquals(List.of(Bundle.ACTIVE), Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals("io.foundry9.filebackend.extras"))
                .map(Bundle::getState).toList());
    }

    @Test
    public void handlersHearOfVaults() throws Exception {
        registry.register("docs", uri());
        registry.swap("docs", folder.toUri() + "other?create_root=true");
        registry.unregister("docs");

        Eventually.isTrue("all is told", () -> event("vault/REMOVED").isPresent());
        Event added = event("vault/ADDED").orElseThrow();
        assertEquals("docs", added.getProperty("vault.name"));
        assertEquals("file", added.getProperty("vault.scheme"));
        assertEquals("ACTIVE", added.getProperty("vault.state"));
        assertEquals(uri(), added.getProperty("vault.uri"));
        assertTrue(added.getProperty(EventConstants.TIMESTAMP) instanceof Long);
        assertTrue(event("vault/CHANGED").isPresent());
    }

    @Test
    public void handlersHearOfContent() throws Exception {
        FileBackend docs = registry.register("docs", uri());

        docs.create("a.txt", Content.of("text"));
        docs.move("a.txt", "b.txt");

        Eventually.isTrue("both are told", () -> events.stream()
                .filter(event -> event.getTopic().equals(TOPICS + "content/CHANGED")).count() == 2);
        Event moved = events.get(events.size() - 1);
        assertEquals("docs", moved.getProperty("vault.name"));
        assertArrayEquals(new String[] {"MOVED"}, (String[]) moved.getProperty("kinds"));
        assertArrayEquals(new String[] {"b.txt"}, (String[]) moved.getProperty("paths"));
        assertArrayEquals(new String[] {"a.txt"}, (String[]) moved.getProperty("from"));
    }

    @Test
    public void eachVaultHasItsHealthCheck() throws Exception {
        registry.register("docs", uri());

        ServiceReference<HealthCheck> check = services(HealthCheck.class, "(hc.tags=f9)").iterator().next();
        assertEquals("F9 vault docs", check.getProperty(HealthCheck.NAME));
        Result result = context.getService(check).execute();
        assertTrue(result.toString(), result.isOk());

        registry.unregister("docs");
        assertEquals(List.of(), List.copyOf(services(HealthCheck.class, null)));
    }

    @Test
    public void theInventoryListsVaults() throws Exception {
        registry.register("docs", uri());
        ServiceReference<InventoryPrinter> printer =
                services(InventoryPrinter.class, "(felix.inventory.printer.name=f9-vaults)").iterator().next();

        String text = print(context.getService(printer), Format.TEXT);
        String json = print(context.getService(printer), Format.JSON);

        assertTrue(text, text.startsWith("vaults:\n  docs\n    state: active\n    uri: file:"));
        assertTrue(json, json.startsWith("{\"vaults\":[{\"name\":\"docs\",\"state\":\"active\""));
        assertTrue(json, json.contains("{\"name\":\"openai+vector\",\"parameters\":["));
        assertFalse(text.isBlank());
    }

    private static String print(InventoryPrinter printer, Format format) {
        StringWriter text = new StringWriter();
        printer.print(new PrintWriter(text), format, false);
        return text.toString();
    }
}
