package marker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Shows by a file in the home that it runs. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws IOException {
        Files.writeString(file(context), "running");
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        Files.deleteIfExists(file(context));
    }

    private static Path file(BundleContext context) {
        return Path.of(context.getProperty("f9.home"), "marker");
    }
}
