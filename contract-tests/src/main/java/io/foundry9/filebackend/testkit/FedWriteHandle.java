package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A write handle that is itself the publisher from which an asynchronous write is fed. For one thread at a time. */
final class FedWriteHandle implements WriteHandle, Flow.Publisher<ByteBuffer>, Flow.Subscription {

    private final String path;
    private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> sink = new CompletableFuture<>();
    private final Semaphore wanted = new Semaphore(0);
    private CompletableFuture<FileInfo> outcome;
    private boolean open = true;

    private FedWriteHandle(String path) {
        this.path = path;
    }

    /** Begins the write; fails where it fails before it asks for anything. */
    static FedWriteHandle open(String path, Function<Content, CompletionStage<FileInfo>> write) {
        FedWriteHandle handle = new FedWriteHandle(path);
        handle.outcome = write.apply(Content.of(handle)).toCompletableFuture();
        handle.outcome.whenComplete((info, failure) -> {
            handle.sink.completeExceptionally(failure != null ? failure : new IllegalStateException("over"));
            handle.wanted.release();
        });
        try {
            ThroughAsync.join("openWrite", path, handle.sink);
        } catch (StorageException e) {
            handle.close();
            throw e;
        }
        return handle;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(this);
        sink.complete(subscriber);
    }

    @Override
    public void request(long n) {
        wanted.release(Math.toIntExact(n));
    }

    @Override
    public void cancel() {
        wanted.release();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        try {
            wanted.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", new StorageException(Kind.INTERRUPTED, path, "interrupted", null)
                    .during("openWrite"));
        }
        if (outcome.isCompletedExceptionally()) {
            try {
                ThroughAsync.join("openWrite", path, outcome);
            } catch (FileBackendException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        int length = source.remaining();
        sink.join().onNext(ByteBuffer.allocate(length).put(source).flip());
        return length;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public FileInfo commit() {
        if (!open) {
            throw new IllegalStateException("the handle on '" + path + "' is closed");
        }
        open = false;
        sink.join().onComplete();
        return ThroughAsync.join("openWrite", path, outcome);
    }

    @Override
    public void close() {
        open = false;
        outcome.cancel(true);
    }
}
