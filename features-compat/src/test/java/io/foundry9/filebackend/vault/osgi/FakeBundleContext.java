package io.foundry9.filebackend.vault.osgi;

import java.lang.reflect.Method;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** Remembers which services a bundle has registered, and passes listeners of configurations on. */
final class FakeBundleContext {

    final List<Service> services = new CopyOnWriteArrayList<>();
    final Map<String, String> properties = new HashMap<>();
    final BundleContext context = Fakes.of(BundleContext.class, this::call);
    private final FakeConfigurationAdmin admin;
    volatile boolean stopped;
    volatile Class<?> refused;

    FakeBundleContext(FakeConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** A registered service. */
    static final class Service {
        final Class<?> type;
        final Object object;
        volatile Dictionary<?, ?> properties;

        Service(Class<?> type, Object object, Dictionary<?, ?> properties) {
            this.type = type;
            this.object = object;
            this.properties = properties;
        }
    }

    <T> List<T> all(Class<T> type) {
        return services.stream().filter(each -> each.type == type).map(each -> type.cast(each.object)).toList();
    }

    private Object call(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getProperty" -> properties.get(arguments[0]);
            case "registerService" ->
                    register(new Service((Class<?>) arguments[0], arguments[1], (Dictionary<?, ?>) arguments[2]));
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private ServiceRegistration<?> register(Service service) {
        if (stopped || service.type == refused) {
            throw new IllegalStateException("the bundle is stopped");
        }
        services.add(service);
        if (service.object instanceof SynchronousConfigurationListener listener) {
            admin.listeners.add(listener);
        }
        return Fakes.of(ServiceRegistration.class, (method, arguments) -> {
            switch (method.getName()) {
                case "setProperties" -> service.properties = (Dictionary<?, ?>) arguments[0];
                case "unregister" -> {
                    services.remove(service);
                    admin.listeners.remove(service.object);
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });
    }
}
