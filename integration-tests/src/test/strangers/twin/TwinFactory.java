package twin;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.localstore.LocalStoreOptions;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.FrameworkUtil;

/** Opens directories, as another does too, and says which bundle has done it. */
public final class TwinFactory implements BackendFactory {
    @Override
    public Set<String> schemes() {
        return Set.of("twin");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) throws IOException {
        return new Twin(LocalStore.open(Path.of(uri.path()), LocalStoreOptions.defaults().withCreateRoot(true)));
    }

    private static final class Twin extends ForwardingStore {
        Twin(Store inner) {
            super(inner);
        }

        @Override
        public <T> Optional<T> as(Class<T> type) {
            Supplier<String> name = () -> FrameworkUtil.getBundle(Twin.class).getSymbolicName();
            return type == Supplier.class ? Optional.of(type.cast(name)) : inner().as(type);
        }
    }
}
