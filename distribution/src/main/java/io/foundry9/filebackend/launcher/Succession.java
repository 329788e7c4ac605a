package io.foundry9.filebackend.launcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Lets a bundle that was dropped into the home take the place of the shipped one of its name: that one stops when the
 * other has started, so that there is no moment without, and is back when the other has gone. Called by the framework on
 * whatever thread starts or stops a bundle; immutable.
 */
final class Succession implements SynchronousBundleListener {
    private final Bundle framework;
    private final Map<String, Bundle> shipped = new HashMap<>();
    private final Log log;

    Succession(Bundle framework, List<Bundle> shipped, Log log) {
        this.framework = framework;
        shipped.forEach(bundle -> this.shipped.put(bundle.getSymbolicName(), bundle));
        this.log = log;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle first = shipped.get(event.getBundle().getSymbolicName());
        if (first == null || first == event.getBundle() || first.getState() == Bundle.UNINSTALLED) {
            return;
        }
        try {
            if (event.getType() == BundleEvent.STARTED) {
                first.stop();
            } else if (event.getType() == BundleEvent.STOPPED && framework.getState() == Bundle.ACTIVE) {
                first.start(Bundle.START_ACTIVATION_POLICY);
            }
        } catch (BundleException e) {
            log.warn("cannot change between two bundles " + first.getSymbolicName() + ": " + e.getMessage(), e);
        }
    }
}
