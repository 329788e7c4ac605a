package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A write that waits for a publisher keeps the rules of Reactive Streams. */
@Test
public class PublisherSourceTckTest extends FlowSubscriberBlackboxVerification<ByteBuffer> {

    private final List<Thread> writers = new ArrayList<>();
    private FileBackend backend;

    public PublisherSourceTckTest() {
        super(new TestEnvironment());
    }

    @BeforeMethod
    void openBackend() {
        backend = StoreBackend.over(new MemoryStore());
    }

    @AfterMethod
    void closeBackend() throws InterruptedException {
        for (Thread writer : writers) {
            writer.interrupt();
            writer.join();
        }
        writers.clear();
        backend.close();
    }

    @Override
    public Flow.Subscriber<ByteBuffer> createFlowSubscriber() {
        CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscribed = new CompletableFuture<>();
        Content content = Content.of((Flow.Publisher<ByteBuffer>) subscribed::complete);
        Thread writer = new Thread(() -> TckSupport.quietly(() -> backend.write("file", content)));
        writers.add(writer);
        writer.start();
        return TckSupport.ofBuffers(subscribed.join());
    }

    @Override
    public ByteBuffer createElement(int element) {
        return ByteBuffer.allocate(1 + element % 2);
    }
}
