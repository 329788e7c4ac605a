package io.foundry9.filebackend.vault.osgi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ReadOnlyConfigurationException;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** Keeps configurations in memory, and tells synchronous listeners of their changes as the real one does. */
final class FakeConfigurationAdmin implements ConfigurationAdmin {

    final Map<String, Entry> entries = new TreeMap<>();
    final List<SynchronousConfigurationListener> listeners = new ArrayList<>();
    boolean failing;
    boolean readOnly;

    /** Is deleted each time just after it was listed. */
    boolean deleting;

    private void tell(int type, String factory, String pid) {
        @SuppressWarnings("unchecked") // nobody asks it anything
        ServiceReference<ConfigurationAdmin> self = Fakes.nothing(ServiceReference.class);
        ConfigurationEvent event = new ConfigurationEvent(self, type, factory, pid);
        List.copyOf(listeners).forEach(listener -> listener.configurationEvent(event));
    }

    private void check() throws IOException {
        if (failing) {
            throw new IOException("the disk is gone");
        }
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getConfiguration(String pid, String location) throws IOException {
        check();
        return entries.computeIfAbsent(pid, key -> new Entry(key, null));
    }

    @Override
    public Configuration getConfiguration(String pid) throws IOException {
        return getConfiguration(pid, null);
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name, String location) throws IOException {
        check();
        return entries.computeIfAbsent(factoryPid + "~" + name, key -> new Entry(key, factoryPid));
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name) throws IOException {
        return getFactoryConfiguration(factoryPid, name, null);
    }

    @Override
    public Configuration[] listConfigurations(String filter) throws IOException {
        check();
        String prefix = filter.substring("(service.pid=".length(), filter.length() - "*)".length());
        Configuration[] found = entries.values().stream()
                .filter(entry -> entry.pid.startsWith(prefix) && entry.properties != null)
                .toArray(Configuration[]::new);
        if (deleting) {
            return new Configuration[] {Fakes.of(Configuration.class, (method, arguments) -> {
                throw new IllegalStateException("deleted");
            })};
        }
        return found.length == 0 ? null : found;
    }

    final class Entry implements Configuration {
        private final String pid;
        private final String factory;
        private Hashtable<String, Object> properties;

        Entry(String pid, String factory) {
            this.pid = pid;
            this.factory = factory;
        }

        @Override
        public String getPid() {
            return pid;
        }

        @Override
        public Dictionary<String, Object> getProperties() {
            if (properties == null) {
                return null;
            }
            Hashtable<String, Object> all = new Hashtable<>(properties);
            all.put("service.pid", pid);
            return all;
        }

        @Override
        public Dictionary<String, Object> getProcessedProperties(ServiceReference<?> reference) {
            return getProperties();
        }

        @Override
        public void update(Dictionary<String, ?> given) throws IOException {
            check();
            if (readOnly) {
                throw new ReadOnlyConfigurationException("read-only");
            }
            properties = new Hashtable<>();
            Collections.list(given.keys()).forEach(key -> properties.put(key, given.get(key)));
            tell(ConfigurationEvent.CM_UPDATED, factory, pid);
        }

        @Override
        public boolean updateIfDifferent(Dictionary<String, ?> given) throws IOException {
            boolean different = !given.equals(properties);
            if (different) {
                update(given);
            }
            return different;
        }

        @Override
        public void delete() throws IOException {
            check();
            if (readOnly) {
                throw new ReadOnlyConfigurationException("read-only");
            }
            if (entries.remove(pid) == null) {
                throw new IllegalStateException("deleted");
            }
            tell(ConfigurationEvent.CM_DELETED, factory, pid);
        }

        @Override
        public String getFactoryPid() {
            return factory;
        }

        @Override
        public void update() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setBundleLocation(String location) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getBundleLocation() {
            return "?";
        }

        @Override
        public long getChangeCount() {
            return 0;
        }

        @Override
        public void addAttributes(ConfigurationAttribute... attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<ConfigurationAttribute> getAttributes() {
            return Set.of();
        }

        @Override
        public void removeAttributes(ConfigurationAttribute... attributes) {
            throw new UnsupportedOperationException();
        }
    }
}
