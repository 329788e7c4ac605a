package user;

import io.foundry9.filebackend.it.lent.VaultUser;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers itself as somebody who works with vaults. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(VaultUser.class, new Services(context), null);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }
}
