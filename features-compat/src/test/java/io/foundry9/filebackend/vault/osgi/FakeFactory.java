package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens {@code fake://LABEL}, but for the label {@code broken}. */
final class FakeFactory implements BackendFactory {

    final AtomicInteger opened = new AtomicInteger();

    @Override
    public Set<String> schemes() {
        return Set.of("fake");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("key", Type.SECRET, "A secret."), Parameter.of("note", Type.TEXT, "Anything."));
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) throws IOException {
        if (uri.authority().equals("broken")) {
            throw new IOException("out of order");
        }
        opened.incrementAndGet();
        return new MemoryStore();
    }
}
