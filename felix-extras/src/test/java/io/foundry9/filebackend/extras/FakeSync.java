package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncStatus;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store with a remote place that the test makes up. All that it can be asked for is its status. */
final class FakeSync extends ForwardingStore {

    int ahead;
    int behind;
    final List<PathChange> changes = new ArrayList<>();
    final List<Conflict> conflicts = new ArrayList<>();
    FileBackendException lastFailure;
    RuntimeException failure;

    FakeSync() {
        super(new MemoryStore());
    }

    @Override
    public Capabilities capabilities() {
        return super.capabilities().withExtensions(Set.of(SyncFileBackend.class));
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return type != SyncFileBackend.class ? Optional.empty() : Optional.of(type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("status")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return status();
                })));
    }

    private SyncStatus status() {
        if (failure != null) {
            throw failure;
        }
        return new SyncStatus("git+https://host/docs", "main", Optional.empty(), ahead, behind, changes, conflicts,
                Optional.empty(), Optional.ofNullable(lastFailure), List.of());
    }
}
