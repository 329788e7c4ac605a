package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.List;

/** Makes no change for work that was stopped, and lets no work be stopped while its change is made. */
final class StoppableStore extends ForwardingStore {

    StoppableStore(Store inner) {
        super(inner);
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        return Interruption.change(() -> inner().publish(changes, durable));
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        return Interruption.change(() -> inner().append(path, addition, guard, durable));
    }
}
