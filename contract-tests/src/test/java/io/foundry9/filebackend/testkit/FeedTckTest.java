package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** An asynchronous write that a publisher feeds keeps the rules of Reactive Streams. */
@Test
public class FeedTckTest extends FlowSubscriberBlackboxVerification<ByteBuffer> {

    private FileBackend backend;

    public FeedTckTest() {
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
    public Flow.Subscriber<ByteBuffer> createFlowSubscriber() {
        CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscribed = new CompletableFuture<>();
        backend.async().write("file", Content.of((Flow.Publisher<ByteBuffer>) subscribed::complete));
        return TckSupport.ofBuffers(subscribed.join());
    }

    @Override
    public ByteBuffer createElement(int element) {
        return ByteBuffer.allocate(1 + element % 2);
    }
}
