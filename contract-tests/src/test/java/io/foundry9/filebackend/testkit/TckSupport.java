package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackendException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** What the verifications of Reactive Streams share. */
final class TckSupport {

    private TckSupport() {}

    /** The verification wants a subscriber of exactly its type. */
    @SuppressWarnings("unchecked") // it takes buffers, whatever else it takes
    static Flow.Subscriber<ByteBuffer> ofBuffers(Flow.Subscriber<? super ByteBuffer> subscriber) {
        return (Flow.Subscriber<ByteBuffer>) subscriber;
    }

    /** Runs a write that the verification lets fail. */
    static void quietly(Runnable write) {
        try {
            write.run();
        } catch (FileBackendException e) {
            System.getLogger(TckSupport.class.getName()).log(System.Logger.Level.DEBUG, "as wanted", e);
        }
    }
}
