package io.foundry9.filebackend.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.compat.VaultFileSystems;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
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

/** The bundles as shipped, in a running Felix, seen from a bundle beside them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FelixIT {
    private static final String WATCHED = "f9.watched";

    @Inject private BundleContext context;
    @Inject private BackendResolver resolver;
    @Inject private VaultRegistry registry;
    @Inject private VaultConfigurations configurations;
    @Inject private CommandProcessor commands;

    private Path watched;
    private Path folder;

    @Configuration
    public Option[] platform() throws IOException {
        Path watched = Files.createTempDirectory("watched");
        System.setProperty(WATCHED, watched.toString());
        return new Option[] {ShippedBundles.underTest(watched)};
    }

    @Before
    public void folders() throws IOException {
        watched = Path.of(System.getProperty(WATCHED));
        folder = Files.createTempDirectory("felix-it");
    }

    @Test
    public void everyBundleOfOursIsActive() {
        assertEquals(List.of(), Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("io.foundry9."))
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .toList());
    }

    @Test
    public void theResolverOpensWhatTheBackendsServe() {
        assertEquals(List.of("file", "git", "git+file", "git+http", "git+https", "git+ssh", "openai+vector"),
                schemes());
        try (FileBackend files = resolver.open(uri("opened"))) {
            files.create("a.txt", Content.of("text"));
        }
        assertTrue(Files.exists(folder.resolve("opened/a.txt")));
    }

    @Test
    public void aVaultComesAndGoesWithItsFile() throws Exception {
        Path file = watched.resolve("io.foundry9.filebackend.vault~dropped.cfg");
        Files.writeString(file, "uri = " + uri("dropped") + "\n");

        Eventually.isTrue("the vault is there", () -> registry.exists("dropped") && vaultServices("dropped") == 1);
        registry.get("dropped").create("a.txt", Content.of("text"));
        assertTrue(Files.exists(folder.resolve("dropped/a.txt")));

        Files.delete(file);
        Eventually.isTrue("the vault has gone", () -> !registry.exists("dropped") && vaultServices("dropped") == 0);
        assertThrows(UnknownVaultException.class, () -> registry.get("dropped"));
    }

    @Test
    public void aVaultOfCodeIsAServiceToo() throws Exception {
        FileBackend handle = registry.register("code", uri("code"));

        ServiceReference<FileBackend> service = vaultService("code").iterator().next();
        context.getService(service).create("a.txt", Content.of("text"));
        assertEquals("text", handle.readText("a.txt"));

        registry.unregister("code");
        assertEquals(0, vaultServices("code"));
    }

    @Test
    public void aVaultIsAFileSystemOfJava() throws Exception {
        FileBackend handle = registry.register("nio", uri("nio"));

        try (FileSystem vault = VaultFileSystems.of(registry, "nio")) {
            Path file = Files.writeString(vault.getPath("/a.txt"), "text");
            try (FileSystem zip = FileSystems.newFileSystem(vault.getPath("/a.zip"), Map.of("create", "true"))) {
                Files.copy(file, zip.getPath("a.txt"));
            }
        }
        assertEquals("text", handle.readText("a.txt"));
        assertTrue(handle.info("a.zip").size() > 0);
        registry.unregister("nio");
    }

    @Test
    public void aVaultThatIsAddedIsAConfiguration() {
        configurations.add("added", uri("added"));

        registry.get("added").create("a.txt", Content.of("text"));
        configurations.remove("added");

        assertFalse(registry.exists("added"));
    }

    @Test
    public void theBackendOfAStrangerIsTakenUpWhileWeRun() throws Exception {
        Path bundle = Files.move(Stranger.backendBundle(folder), watched.resolve("map.jar"));
        Eventually.isTrue("the scheme is there", () -> schemes().contains("map"));

        FileBackend handle = registry.register("scratch", "map://");
        handle.create("a.txt", Content.of("text"));
        assertEquals("text", execute("vault:cat scratch:/a.txt"));
        registry.unregister("scratch");

        Files.delete(bundle);
        Eventually.isTrue("the scheme has gone", () -> !schemes().contains("map"));
    }

    @Test
    public void commandsRunInTheShell() throws Exception {
        registry.register("shell", uri("shell"));

        execute("vault:write shell:/b.txt some text");
        execute("vault:mkdir shell:/d; vault:write shell:/d/c.txt other");

        assertEquals("some text", execute("vault:cat shell:/b.txt"));
        assertEquals("b.txt\nd\n", execute("vault:ls shell:/"));
        assertEquals("d/c.txt\n", execute("vault:find shell: '**/c.txt'"));
        assertNotNull(assertThrows(Exception.class, () -> execute("vault:cat shell:/missing")).getMessage());
        registry.unregister("shell");
    }

    private String execute(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CommandSession session = commands.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String uri(String name) {
        return folder.toUri() + name + "?create_root=true";
    }

    private List<String> schemes() {
        return resolver.schemes().stream().map(Scheme::name).toList();
    }

    private int vaultServices(String name) throws InvalidSyntaxException {
        return vaultService(name).size();
    }

    private Collection<ServiceReference<FileBackend>> vaultService(String name) throws InvalidSyntaxException {
        return context.getServiceReferences(FileBackend.class, "(vault.name=" + name + ")");
    }
}
