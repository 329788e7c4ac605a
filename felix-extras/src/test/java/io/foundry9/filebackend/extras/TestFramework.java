package io.foundry9.filebackend.extras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A framework without bundles, for what is published in it. */
final class TestFramework implements AutoCloseable {

    private final Framework felix;

    TestFramework() {
        try {
            felix = new FrameworkFactory().newFramework(Map.of(
                    Constants.FRAMEWORK_STORAGE, Files.createTempDirectory("felix").toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
            felix.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    Framework bundle() {
        return felix;
    }

    BundleContext context() {
        return felix.getBundleContext();
    }

    <S> List<S> services(Class<S> type) {
        return references(type).stream().map(context()::getService).toList();
    }

    <S> Collection<ServiceReference<S>> references(Class<S> type) {
        try {
            return context().getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        felix.stop();
        felix.waitForStop(10_000);
    }
}
