package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** The distribution needs nothing that it does not bring: a bare Felix as the launcher has it, its bundles, no other. */
class DistributionIT {
    @TempDir Path home;
    private Framework felix;

    @BeforeEach
    void start() throws BundleException {
        felix = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, ShippedBundles.LOGGING,
                "felix.fileinstall.dir", home.resolve("watched").toString()));
        felix.start();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        felix.stop();
        felix.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    @Test
    void everyBundleResolvesAndStarts() throws BundleException {
        List<Bundle> toStart = new ArrayList<>();
        for (Path jar : ShippedBundles.jars()) {
            Bundle bundle = felix.getBundleContext().installBundle("reference:" + jar.toUri());
            if (!ShippedBundles.isConsole(jar)) {
                toStart.add(bundle);
            }
        }
        assertThat(felix.adapt(FrameworkWiring.class).resolveBundles(null)).isTrue();
        for (Bundle bundle : toStart) {
            bundle.start();
        }
        assertThat(toStart).isNotEmpty().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    }
}
