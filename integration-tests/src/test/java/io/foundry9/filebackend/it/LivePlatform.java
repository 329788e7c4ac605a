package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.it.lent.VaultUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The bundles as shipped, all but the console, in a Felix of the test's own JVM, so that the test sees what they leave
 * behind; and a bundle that works with them as the test says. The test itself uses none of their classes, whatever is
 * refreshed.
 */
final class LivePlatform implements AutoCloseable {
    private static final String OURS = "io.foundry9.filebackend.";
    private static final long PATIENCE_SECONDS = 60;

    private final Framework felix;
    private final Map<String, Path> jars = new HashMap<>();
    private final Path watched;

    private LivePlatform(Path home) throws IOException {
        watched = Files.createDirectories(home.resolve("watched"));
        felix = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                ShippedBundles.LOGGING + "," + VaultUser.class.getPackageName(),
                "felix.fileinstall.dir", watched.toString(),
                "felix.fileinstall.poll", "200",
                "felix.fileinstall.disableNio2", "true",
                "felix.fileinstall.noInitialDelay", "true",
                "felix.fileinstall.enableConfigSave", "false"));
    }

    static LivePlatform start(Path home) throws IOException, BundleException {
        LivePlatform platform = new LivePlatform(home);
        platform.felix.start();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : ShippedBundles.jars()) {
            if (!ShippedBundles.isConsole(jar)) {
                bundles.add(platform.install(jar));
            }
        }
        bundles.add(platform.install(Stranger.userBundle(home)));
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        return platform;
    }

    Bundle install(Path jar) throws BundleException {
        Bundle bundle = felix.getBundleContext().installBundle("reference:" + jar.toUri());
        jars.put(bundle.getSymbolicName(), jar);
        return bundle;
    }

    /** Where bundles may be dropped. */
    Path watched() {
        return watched;
    }

    BundleContext context() {
        return felix.getBundleContext();
    }

    /** One of ours, by the last word of its name. */
    Bundle ours(String name) {
        return named(OURS + name);
    }

    Bundle named(String name) {
        return Stream.of(context().getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow();
    }

    /** The one that there is now. */
    VaultUser user() {
        ServiceReference<VaultUser> there = context().getServiceReference(VaultUser.class);
        assertThat(there).as("who works with vaults").isNotNull();
        return context().getService(there);
    }

    /** Updates a bundle to what it is already. */
    void update(Bundle bundle) throws BundleException, IOException {
        try (InputStream jar = Files.newInputStream(jars.get(bundle.getSymbolicName()))) {
            bundle.update(jar);
        }
    }

    void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        felix.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        assertThat(refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("refreshed in time").isTrue();
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        felix.stop();
        felix.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
}
