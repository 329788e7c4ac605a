package io.foundry9.filebackend.core;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Every call that there is to a store, so that tests of layers forget none. */
enum StoreOperation {
    STAT(store -> store.stat(path(), Store.Detail.BASIC)),
    FOLLOW(store -> store.follow(path())),
    LIST(store -> store.list(path())),
    CHILDREN(store -> store.children(path())),
    LIST_DEEP(store -> store.listDeep(path())),
    OPEN(store -> store.open(path(), 0)),
    STAGE(store -> store.stage(request())),
    STAGE_COPY(store -> store.stageCopy(path(), request())),
    KNOWN_CHECKSUM(store -> store.knownChecksum(path(), ChecksumAlgorithm.MD5)),
    LOCK(store -> store.lock(LockScope.entry(path()), Duration.ZERO)),
    PUBLISH(store -> store.publish(List.of(new Change.MakeDirectory(path(), Guard.NONE)), false)),
    APPEND(store -> store.append(path(), Content.empty(), Guard.NONE, false)),
    CLOSE(store -> {
        store.close();
        return "closed";
    });

    private final Call call;

    @FunctionalInterface
    interface Call {
        Object on(Store store) throws IOException;
    }

    StoreOperation(Call call) {
        this.call = call;
    }

    Object on(Store store) throws IOException {
        return call.on(store);
    }

    static StorePath path() {
        return StorePath.parse("dir/a");
    }

    static StageRequest request() {
        return new StageRequest(path(), OptionalLong.empty(), false);
    }

    /** The name of the method. */
    String label() {
        return StoreCall.valueOf(name()).label();
    }
}
