package io.foundry9.filebackend.it;

import io.foundry9.filebackend.it.lent.VaultUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Code of somebody else: compiled by the test that uses it, against the shipped jars and what is published of theirs. */
final class Stranger {
    private Stranger() {}

    /** A backend as the README shows it, for the scheme {@code map}, as a bundle. */
    static Path backendBundle(Path folder) throws IOException {
        Path classes = compile(Path.of(System.getProperty("f9.example")), folder.resolve("map-classes"), "-classpath",
                path(ShippedBundles.ours()));
        Path component = classes.resolve("OSGI-INF/factory.xml");
        Files.createDirectories(component.getParent());
        Files.writeString(component, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="example.map">
                  <implementation class="example.MapBackendFactory"/>
                  <property name="backend.scheme" value="map"/>
                  <service><provide interface="io.foundry9.filebackend.spi.BackendFactory"/></service>
                </scr:component>
                """);
        return bundle(classes, folder.resolve("map.jar"), Map.of(
                "Import-Package", "io.foundry9.filebackend,io.foundry9.filebackend.spi",
                "Service-Component", "OSGI-INF/factory.xml"));
    }

    /** A bundle that keeps a file {@code marker} in the home while it runs. */
    static Path markerBundle(Path folder) throws IOException {
        Path classes = compile(Path.of(System.getProperty("f9.strangers"), "marker"), folder.resolve("marker-classes"),
                "-classpath", path(ShippedBundles.framework()));
        return bundle(classes, folder.resolve("marker.jar"), Map.of(
                "Import-Package", "org.osgi.framework",
                "Bundle-Activator", "marker.Activator"));
    }

    /** A bundle whose service calls OpenAI's client, and says what came back. */
    static Path openAiBundle(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>(ShippedBundles.framework());
        jars.addAll(ShippedBundles.openAi());
        Path classes = compile(Path.of(System.getProperty("f9.strangers"), "openai"), folder.resolve("openai-classes"),
                "-classpath", path(jars));
        return bundle(classes, folder.resolve("openai.jar"), Map.of(
                "Import-Package", "org.osgi.framework,com.openai.client,com.openai.client.okhttp,com.openai.core,"
                        + "com.openai.core.http,com.openai.errors,com.openai.models,com.openai.models.files,"
                        + "com.openai.models.uploads,com.openai.models.uploads.parts,com.openai.models.vectorstores,"
                        + "com.openai.models.vectorstores.filebatches,com.openai.models.vectorstores.files,"
                        + "com.openai.services.blocking,com.openai.services.blocking.uploads,"
                        + "com.openai.services.blocking.vectorstores",
                "Bundle-Activator", "openai.Activator"));
    }

    /** A bundle that works with vaults as a test tells it to, by what is lent to both. */
    static Path userBundle(Path folder) throws IOException {
        String lent = Path.of(URI.create(
                VaultUser.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
        List<Path> jars = new ArrayList<>(ShippedBundles.framework());
        jars.addAll(ShippedBundles.jars());
        Path classes = compile(Path.of(System.getProperty("f9.strangers"), "user"), folder.resolve("user-classes"),
                "-classpath", path(jars) + System.getProperty("path.separator") + lent);
        return bundle(classes, folder.resolve("user.jar"), Map.of(
                "Import-Package", "org.osgi.framework,org.osgi.service.cm,io.foundry9.filebackend,"
                        + "io.foundry9.filebackend.vault,io.foundry9.filebackend.it.lent",
                "Bundle-Activator", "user.Activator"));
    }

    /** A backend of the scheme {@code twin}, of which there may be several. */
    static Path twinBundle(Path folder, String name, int ranking) throws IOException {
        List<Path> jars = new ArrayList<>(ShippedBundles.framework());
        jars.addAll(ShippedBundles.ours());
        Path classes = compile(Path.of(System.getProperty("f9.strangers"), "twin"), folder.resolve(name + "-classes"),
                "-classpath", path(jars));
        Path component = classes.resolve("OSGI-INF/factory.xml");
        Files.createDirectories(component.getParent());
        Files.writeString(component, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="twin">
                  <implementation class="twin.TwinFactory"/>
                  <property name="backend.scheme" value="twin"/>
                  <property name="service.ranking" type="Integer" value="%d"/>
                  <service><provide interface="io.foundry9.filebackend.spi.BackendFactory"/></service>
                </scr:component>
                """.formatted(ranking));
        return bundle(classes, folder.resolve(name + ".jar"), Map.of(
                "Bundle-SymbolicName", name,
                "Import-Package", "org.osgi.framework,io.foundry9.filebackend,io.foundry9.filebackend.spi,"
                        + "io.foundry9.filebackend.localstore",
                "Service-Component", "OSGI-INF/factory.xml"));
    }

    static Path compile(Path sources, Path target, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", target.toString()));
        arguments.addAll(List.of(options));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.toString().endsWith("Test.java"))
                    .map(Path::toString).forEach(arguments::add);
        }
        StringWriter messages = new StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow()
                .run(new PrintWriter(messages), new PrintWriter(messages), arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(messages.toString());
        }
        return target;
    }

    private static Path bundle(Path classes, Path jar, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "stranger." + jar.getFileName());
        main.putValue("Bundle-Version", "1.0.0");
        headers.forEach(main::putValue);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    static String path(List<Path> jars) {
        return String.join(System.getProperty("path.separator"), jars.stream().map(Path::toString).toList());
    }
}
