package io.foundry9.filebackend.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The running framework with the bundles of the distribution and those that were dropped into the home. Owned by the
 * launcher, started and stopped once; stopping may come from another thread.
 */
final class Platform implements AutoCloseable {
    private static final String REFERENCE = "reference:";
    /**
     * What bundles log by comes from the class path of the launcher. As a bundle it would need another that rewrites
     * classes, only to find where the lines go, and every start would take half a second longer. It serves those who ask
     * for 1.7 as well.
     */
    private static final String LOGGING = "org.slf4j;org.slf4j.event;org.slf4j.helpers;org.slf4j.spi;version=2.0,"
            + "org.slf4j;org.slf4j.helpers;org.slf4j.spi;version=1.7.36";
    /** How long bundles have to stop. */
    private static final long STOP_MILLIS = 10_000;

    private final Distribution distribution;
    private final Home home;
    private final RunFolder folder;
    private final Log log;
    private final Framework framework;

    /** What the platform is started for. */
    enum Use {
        /** One command: as little as possible. */
        COMMAND,
        /** Several commands: with what the console offers besides, but without a terminal. */
        SCRIPT,
        /** Nobody at the keyboard: folders are watched. */
        SERVE,
        /** A person at a terminal: folders are watched; leaving the console stops the platform. */
        CONSOLE
    }

    private Platform(Distribution distribution, Home home, Use use, RunFolder folder, Log log) {
        this.distribution = distribution;
        this.home = home;
        this.folder = folder;
        this.log = log;
        this.framework = new FrameworkFactory().newFramework(configuration(use));
    }

    static Platform start(Distribution distribution, Home home, Use use, Log log)
            throws IOException, BundleException {
        setUnlessSet("io.foundry9.filebackend.git.home", home.git());
        setUnlessSet("java.util.logging.config.file", distribution.logging());
        Platform platform = new Platform(distribution, home, use, RunFolder.in(places(home, use)), log);
        try {
            platform.start(use);
            return platform;
        } catch (IOException | BundleException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /**
     * Where the framework may write. It rewrites small files with every bundle, which some disks make slow, so a short
     * life is spent in memory; a long one, which may see large bundles come and go, on the disk of the home.
     */
    private static List<Path> places(Home home, Use use) throws IOException {
        List<Path> places = new ArrayList<>();
        if (use == Use.COMMAND || use == Use.SCRIPT) {
            places.add(Path.of("/dev/shm"));
        }
        places.add(home.run());
        places.add(Path.of(System.getProperty("java.io.tmpdir")));
        return places;
    }

    /** For what asks the JVM, and not the framework. */
    private static void setUnlessSet(String property, Path value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.toString());
        }
    }

    /** The console comes last: it may run commands at once. */
    private void start(Use use) throws IOException, BundleException {
        framework.start();
        List<Bundle> core = install(distribution.core());
        start(core);
        context().addBundleListener(new Succession(framework, core, log));
        startDropped(use);
        if (use == Use.SERVE || use == Use.CONSOLE) {
            start(install(distribution.watcher()));
        }
        if (use == Use.SCRIPT) {
            System.setProperty("org.jline.terminal.dumb", "true"); // no terminal is looked for
        }
        if (use == Use.CONSOLE) {
            home.prepareHistory();
        }
        if (use == Use.SCRIPT || use == Use.CONSOLE) {
            start(install(distribution.console()));
        }
    }

    private Map<String, Object> configuration(Use use) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.path().toString());
        properties.put("felix.cache.locking", "false"); // nobody else knows the folder
        properties.put("felix.log.logger", log);
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, LOGGING);
        properties.put("f9.home", home.root().toString());
        properties.put("f9.home.uri", home.uri());
        properties.put("f9.history", home.history().toString());
        properties.put("io.foundry9.filebackend.etc", home.etc().toString());
        properties.put("felix.fileinstall.dir", home.etc() + "," + home.deploy());
        properties.put("felix.fileinstall.tmpdir", folder.path().resolve("fileinstall").toString());
        properties.put("felix.fileinstall.filter", ".*\\.(jar|cfg|config)");
        properties.put("felix.fileinstall.poll", "500");
        properties.put("felix.fileinstall.disableNio2", "true"); // it misses what goes while the platform starts
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.enableConfigSave", "false"); // who changes a vault writes its file himself
        properties.put("felix.fileinstall.log.level", "1");
        properties.put("gosh.home", distribution.root().toString());
        properties.put("gosh.args", use == Use.CONSOLE ? "--nohistory" : "--nohistory --nointeractive --noshutdown");
        return properties;
    }

    /** Bundles are read where they lie. */
    private List<Bundle> install(List<Path> jars) throws BundleException {
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars) {
            bundles.add(context.installBundle(REFERENCE + jar.toUri()));
        }
        return bundles;
    }

    /** All at once are resolved faster than one by one; what wants to wait for its first use does. */
    private void start(List<Bundle> bundles) throws BundleException {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    /**
     * Starts what lies in the home already. A bundle of the user that does not start is a warning: the others, and the
     * commands, are there all the same. Whoever watches the folder later knows them by their plain location, and then
     * they are copied, for they may be replaced.
     */
    private void startDropped(Use use) throws IOException {
        String scheme = use == Use.COMMAND || use == Use.SCRIPT ? REFERENCE : "";
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : Distribution.jars(home.deploy())) {
            try {
                bundles.add(framework.getBundleContext().installBundle(scheme + jar.toUri()));
            } catch (BundleException e) {
                log.warn("cannot install " + jar + ": " + e.getMessage(), e);
            }
        }
        for (Bundle bundle : bundles) {
            try {
                start(List.of(bundle));
            } catch (BundleException e) {
                log.warn("cannot start " + bundle.getLocation() + ": " + e.getMessage(), e);
            }
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Waits until somebody has stopped the platform. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Begins to stop; whoever waits for that goes on when it has happened. */
    void stop() {
        try {
            framework.stop();
        } catch (BundleException e) {
            log.warn("the platform did not stop well: " + e.getMessage(), e);
        }
    }

    /** Stops every bundle, and removes what the framework has written. */
    @Override
    public void close() {
        stop();
        try {
            framework.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}
