package user;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.it.lent.Load;
import io.foundry9.filebackend.it.lent.VaultUser;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Does what it is asked to by the services that there are at that moment. */
final class Services implements VaultUser {
    private static final String FACTORY = "io.foundry9.filebackend.vault";

    private final BundleContext context;

    Services(BundleContext context) {
        this.context = context;
    }

    @Override
    public void register(String vault, String uri, long waitMillis) {
        registry().register(vault, uri, VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofMillis(waitMillis)));
    }

    @Override
    public void unregister(String vault) {
        registry().unregister(vault);
    }

    @Override
    public void configure(String vault, Map<String, String> settings) throws Exception {
        configuration(vault).update(new Hashtable<>(settings));
    }

    @Override
    public void forget(String vault) throws Exception {
        configuration(vault).delete();
    }

    private Configuration configuration(String vault) throws Exception {
        return service(ConfigurationAdmin.class, null).getFactoryConfiguration(FACTORY, vault, "?");
    }

    @Override
    public void swap(String vault, String uri) {
        registry().swap(vault, uri);
    }

    @Override
    public long swapWithContent(String vault, String uri) {
        return registry().swapWithContent(vault, uri, (done, total) -> {}).pause().toNanos();
    }

    @Override
    public String standing(String vault) {
        VaultInfo info = registry().info(vault);
        return info.state() + " " + info.uri().orElse("") + info.reason().map(" "::concat).orElse("");
    }

    @Override
    public List<String> schemes() {
        return service(BackendResolver.class, null).schemes().stream().map(Scheme::name).toList();
    }

    @Override
    public Object says(String vault) {
        return vault(vault).as(Supplier.class).map(Supplier::get).orElse(null);
    }

    @Override
    public void write(String vault, String path, String text) {
        vault(vault).write(path, Content.of(text), WriteOption.OVERWRITE);
    }

    @Override
    public String read(String vault, String path) {
        return vault(vault).readText(path);
    }

    @Override
    public Load load(String vault, int threads) {
        return Crowd.at(vault(vault), threads);
    }

    private VaultRegistry registry() {
        return service(VaultRegistry.class, null);
    }

    private FileBackend vault(String name) {
        return service(FileBackend.class, "(vault.name=" + name + ")");
    }

    private <S> S service(Class<S> type, String filter) {
        try {
            Collection<ServiceReference<S>> found = context.getServiceReferences(type, filter);
            return context.getService(found.iterator().next());
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
