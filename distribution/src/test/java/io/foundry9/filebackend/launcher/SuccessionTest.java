package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class SuccessionTest {
    @TempDir Path folder;
    private Framework framework;
    private Bundle shipped;

    @BeforeEach
    void ship() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        framework.start();
        shipped = install("backend", "1.0.0");
        shipped.start();
        framework.getBundleContext().addBundleListener(
                new Succession(framework, List.of(shipped), new Log(System.err, false)));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    @Test
    void aNewerOneTakesThePlaceOfTheShippedOneUntilItGoes() throws Exception {
        Bundle dropped = install("backend", "1.0.1");
        assertThat(shipped.getState()).isEqualTo(Bundle.ACTIVE);

        dropped.start();
        assertThat(shipped.getState()).isEqualTo(Bundle.RESOLVED);
        dropped.uninstall();

        assertThat(shipped.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        Bundle other = install("other", "1.0.0");
        other.start();
        other.stop();
        shipped.stop();

        assertThat(shipped.getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void whatHasBeenRemovedDoesNotComeBack() throws Exception {
        Bundle dropped = install("backend", "1.0.1");
        dropped.start();
        shipped.uninstall();
        dropped.stop();

        assertThat(shipped.getState()).isEqualTo(Bundle.UNINSTALLED);
    }

    @Test
    void nothingComesBackWhenTheWholeStops() throws Exception {
        install("backend", "1.0.1").start();

        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(10));

        assertThat(shipped.getState()).isNotEqualTo(Bundle.ACTIVE);
    }

    private Bundle install(String name, String version) throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        return framework.getBundleContext().installBundle(name + "-" + version,
                new ByteArrayInputStream(jar.toByteArray()));
    }
}
