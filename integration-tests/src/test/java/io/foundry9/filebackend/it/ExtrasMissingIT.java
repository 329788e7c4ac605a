package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The extras where something is missing that they speak to: nobody notices. Whatever the framework, the component runtime
 * or a bundle says from a warning on, to the log, the streams of the JVM or listeners, is noticed.
 */
class ExtrasMissingIT {
    private static final Map<ExtraBundles, String> SERVICES = new EnumMap<>(Map.of(
            ExtraBundles.EVENT_ADMIN, "org.osgi.service.event.EventAdmin",
            ExtraBundles.HEALTH_CHECKS, "org.apache.felix.hc.api.HealthCheck",
            ExtraBundles.INVENTORY, "org.apache.felix.inventory.InventoryPrinter"));

    @TempDir Path home;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream noted = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Handler logged = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                noted.println(entry.getLoggerName() + ": " + entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Framework felix;
    private Bundle extras;

    @BeforeEach
    void start() throws BundleException, IOException {
        System.setOut(noted);
        System.setErr(noted);
        Logger.getLogger("").addHandler(logged);
        Path etc = Files.createDirectory(home.resolve("etc"));
        Files.writeString(etc.resolve("io.foundry9.filebackend.vault~docs.cfg"),
                "uri = " + home.resolve("docs").toUri() + "?create_root=true\n");
        felix = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                ShippedBundles.LOGGING + ",org.slf4j;org.slf4j.helpers;version=1.7.36",
                "felix.log.level", "2",
                "ds.loglevel", "2",
                "io.foundry9.filebackend.etc", etc.toString()));
        felix.start();
        felix.getBundleContext().addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR || event.getType() == FrameworkEvent.WARNING) {
                noted.println(event.getBundle() + ": " + event.getThrowable());
            }
        });
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        Logger.getLogger("").removeHandler(logged);
        System.setOut(out);
        System.setErr(err);
        felix.stop();
        felix.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    /** The shipped bundles but console and watcher, and the extras. */
    private void startPlatform() throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : ShippedBundles.jars()) {
            if (!ShippedBundles.isConsole(jar) && !jar.getFileName().toString().contains("fileinstall")) {
                bundles.add(install(jar));
            }
        }
        extras = install(ExtraBundles.ours());
        bundles.add(extras);
        felix.adapt(FrameworkWiring.class).resolveBundles(bundles);
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private Bundle install(Path jar) throws BundleException {
        return felix.getBundleContext().installBundle("reference:" + jar.toUri());
    }

    private void bring(ExtraBundles some) throws BundleException {
        if (some == ExtraBundles.INVENTORY) {
            install(ExtraBundles.log());
        }
        install(some.jar()).start();
    }

    /** Whether this part of the extras works. */
    private boolean isAtWork(ExtraBundles part) throws InvalidSyntaxException {
        ServiceReference<?>[] services = felix.getBundleContext().getAllServiceReferences(SERVICES.get(part), null);
        return services != null && Arrays.stream(services).anyMatch(service -> part == ExtraBundles.EVENT_ADMIN
                ? service.getUsingBundles() != null && List.of(service.getUsingBundles()).contains(extras)
                : service.getBundle() == extras);
    }

    private void assertAtWork(ExtraBundles... parts) throws Exception {
        for (ExtraBundles part : ExtraBundles.values()) {
            boolean expected = List.of(parts).contains(part);
            Eventually.isTrue(part + " at work: " + expected, () -> isAtWork(part) == expected);
        }
        assertThat(extras.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static ExtraBundles[] allBut(ExtraBundles one) {
        return Arrays.stream(ExtraBundles.values()).filter(each -> each != one).toArray(ExtraBundles[]::new);
    }

    @Test
    void withNoneOfThemNobodyNotices() throws Exception {
        startPlatform();
        assertAtWork();
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneOfThemTheOthersWorkAndNobodyNotices(ExtraBundles missing) throws Exception {
        for (ExtraBundles each : allBut(missing)) {
            bring(each);
        }
        startPlatform();
        assertAtWork(allBut(missing));
    }

    @Test
    void theyMayComeLaterAndGoAgain() throws Exception {
        startPlatform();
        for (ExtraBundles each : ExtraBundles.values()) {
            bring(each);
        }
        assertAtWork(ExtraBundles.values());

        for (Bundle bundle : felix.getBundleContext().getBundles()) {
            if (bundle.getSymbolicName().equals("org.apache.felix.healthcheck.api")) {
                bundle.uninstall();
            }
        }
        felix.adapt(FrameworkWiring.class).refreshBundles(null);
        assertAtWork(allBut(ExtraBundles.HEALTH_CHECKS));
    }

    /** Or the silence of the others would prove nothing. */
    @Test
    void aComponentThatCannotBeLoadedWouldBeNoticed() throws Exception {
        startPlatform();
        install(brokenBundle()).start();
        Eventually.isTrue("it is noticed", () -> said.toString(StandardCharsets.UTF_8).contains("no.such.Component"));
    }

    private Path brokenBundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "broken");
        main.putValue("Service-Component", "broken.xml");
        Path jar = home.resolve("broken.jar");
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            stream.putNextEntry(new JarEntry("broken.xml"));
            stream.write("""
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="broken" immediate="true">
                      <implementation class="no.such.Component"/>
                    </scr:component>
                    """.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
