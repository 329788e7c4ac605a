package openai;

import java.util.List;
import java.util.function.Function;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers the calls to whoever knows the address of a server. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Function<String, List<String>> calls = Calls::of;
        context.registerService(Function.class, calls, null);
    }

    @Override
    public void stop(BundleContext context) {}
}
