package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A store that holds nothing. It writes down each call, and before it answers runs the next step of its script, which may
 * fail or wait. It counts what it has handed out and not got back. Safe for use by many threads.
 */
final class ScriptedStore implements Store {

    /** Something that happens before a call answers. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    static final FileInfo INFO = FileInfo.builder("a", FileType.FILE).size(3).build();

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger open = new AtomicInteger();
    private final Deque<Step> script = new ConcurrentLinkedDeque<>();
    private final Capabilities capabilities = Capabilities.of(Feature.values());

    /** Appends steps, one for each call to come. */
    ScriptedStore then(Step... steps) {
        script.addAll(List.of(steps));
        return this;
    }

    static Step fail(IOException failure) {
        return () -> {
            throw failure;
        };
    }

    static Step fail(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    private void call(String name) throws IOException {
        calls.add(name);
        Step step = script.poll();
        if (step != null) {
            step.run();
        }
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Set<String> reservedNames() {
        return Set.of(".f9");
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        call("stat");
        return Optional.of(INFO);
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        call("follow");
        return link;
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        call("list");
        return List.of(INFO);
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        call("children");
        return List.of(new Child("a", false));
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        call("listDeep");
        open.incrementAndGet();
        return Stream.of(INFO).onClose(open::decrementAndGet);
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        call("open");
        open.incrementAndGet();
        return new Reader();
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        call("stage");
        open.incrementAndGet();
        return new Stage();
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        call("stageCopy");
        open.incrementAndGet();
        return new Stage();
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        call("lock");
        open.incrementAndGet();
        return open::decrementAndGet;
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        for (Change change : changes) {
            if (change instanceof Change.Put put && !(put.content() instanceof Stage)) {
                throw new IllegalArgumentException("a store knows only stagings of its own");
            }
        }
        call("publish");
        return List.of(INFO);
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        call("append");
        return INFO;
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        call("knownChecksum");
        return Optional.of("00");
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return type == String.class ? Optional.of(type.cast("another face")) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        call("close");
    }

    @Override
    public String toString() {
        return "scripted store";
    }

    private final class Reader implements StoreReader {
        private final ReadableByteChannel bytes = Channels.newChannel(new ByteArrayInputStream(new byte[] {1, 2, 3}));

        @Override
        public FileInfo info() {
            return INFO;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            call("read");
            return bytes.read(target);
        }

        @Override
        public boolean isOpen() {
            return bytes.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (bytes.isOpen()) {
                bytes.close();
                open.decrementAndGet();
                call("close reader");
            }
        }
    }

    private final class Stage implements Staging {
        private long size;
        private boolean closed;

        @Override
        public long size() {
            return size;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            call("write");
            int taken = source.remaining();
            source.position(source.limit());
            size += taken;
            return taken;
        }

        @Override
        public void finish() throws IOException {
            call("finish");
        }

        @Override
        public ReadableByteChannel open(long offset) throws IOException {
            call("reopen");
            return Channels.newChannel(new ByteArrayInputStream(new byte[(int) (size - offset)]));
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
                call("close staging");
            }
        }
    }
}
