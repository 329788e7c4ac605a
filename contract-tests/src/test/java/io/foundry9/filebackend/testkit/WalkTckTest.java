package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A tree as a publisher keeps the rules of Reactive Streams. */
@Test
public class WalkTckTest extends FlowPublisherVerification<FileInfo> {

    private static final long MANY = 100;

    private FileBackend backend;

    public WalkTckTest() {
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
    public Flow.Publisher<FileInfo> createFlowPublisher(long elements) {
        for (int i = 0; i < Math.min(elements, MANY); i++) {
            backend.createDirectory("dir-" + i, WriteOption.OVERWRITE);
        }
        return backend.async().walk("");
    }

    @Override
    public Flow.Publisher<FileInfo> createFailedFlowPublisher() {
        return null; // it fails when something is asked for, not before
    }

    @Override
    public long maxElementsFromPublisher() {
        return MANY;
    }
}
