package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.spi.Store;
import java.util.function.Function;

/** A backend behind another one that passes everything on, over a store behind one that could fail but does not. */
class ForwardingContractTest extends WrapperContract {

    @Override
    protected Store decorated(Store store) {
        return new FaultyStore(store);
    }

    @Override
    protected FileBackend wrap(FileBackend backend) {
        return new ForwardingFileBackend() {
            @Override
            protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
                return call.apply(backend);
            }
        };
    }
}
