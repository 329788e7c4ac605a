package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A file as a publisher keeps the rules of Reactive Streams. */
@Test
public class StreamReadTckTest extends FlowPublisherVerification<ByteBuffer> {

    private static final long MANY = 10_000;

    private FileBackend backend;

    public StreamReadTckTest() {
        super(new TestEnvironment());
    }

    @BeforeMethod
    void openBackend() {
        backend = StoreBackend.over(new MemoryStore());
    }

    @AfterMethod
    void closeBackend() {
        backend.close();
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
        backend.write("file", Content.of(new byte[(int) Math.min(elements, MANY)]));
        return backend.async().streamRead("file", 0, 1);
    }

    /** One that has failed before anything is asked for. */
    @Override
    public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        FileBackend closed = StoreBackend.over(new MemoryStore());
        closed.close();
        return closed.async().streamRead("file");
    }

    /** More than the file has: who asks for so many takes only a few of them. */
    @Override
    public long maxElementsFromPublisher() {
        return Integer.MAX_VALUE;
    }
}
