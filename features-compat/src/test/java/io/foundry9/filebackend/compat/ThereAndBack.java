package io.foundry9.filebackend.compat;

import static io.foundry9.filebackend.compat.ExceptionMapping.asBackend;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A backend all of whose failures have been Java's on the way, and are ours again. */
class ThereAndBack extends ForwardingFileBackend {

    /** No operation that names itself may come back under this name. */
    private static final String LOST = "lost";

    private final CompatibleFileBackend java;

    ThereAndBack(FileBackend backend) {
        this(CompatibleFileBackend.over(backend));
    }

    private ThereAndBack(CompatibleFileBackend java) {
        this.java = java;
    }

    @Override
    public Session openSession(Duration timeout) {
        return back("", () -> new BackSession(java.openSession(timeout)));
    }

    private static final class BackSession extends ThereAndBack implements Session {
        private final CompatibleSession session;

        private BackSession(CompatibleSession session) {
            super(session);
            this.session = session;
        }

        @Override
        public CommitResult commit() {
            return back("", session::commit);
        }

        @Override
        public void rollback() {
            asBackend(LOST, "", session::rollback);
        }

        @Override
        public boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public void close() {
            rollback();
        }
    }

    /** What has no counterpart in the facade. */
    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        return call.apply(java.backend());
    }

    private static <T> T back(String path, ExceptionMapping.Call<T> call) {
        return asBackend(LOST, path, call);
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        return back(path, () -> java.create(path, content, options));
    }

    @Override
    public FileInfo createDirectory(String path, WriteOption... options) {
        return back(path, () -> java.createDirectory(path, options));
    }

    @Override
    public FileInfo update(String path, Content content, WriteOption... options) {
        return back(path, () -> java.update(path, content, options));
    }

    @Override
    public FileInfo append(String path, Content content, WriteOption... options) {
        return back(path, () -> java.append(path, content, options));
    }

    @Override
    public FileInfo write(String path, Content content, WriteOption... options) {
        return back(path, () -> java.write(path, content, options));
    }

    @Override
    public byte[] read(String path) {
        return back(path, () -> java.read(path));
    }

    @Override
    public String readText(String path) {
        return back(path, () -> java.readText(path));
    }

    @Override
    public InputStream openRead(String path) {
        return back(path, () -> java.openRead(path));
    }

    @Override
    public InputStream openRead(String path, long offset) {
        return back(path, () -> java.openRead(path, offset));
    }

    @Override
    public Stream<ByteBuffer> streamRead(String path) {
        return Back.over(back(path, () -> java.streamRead(path)));
    }

    @Override
    public Stream<ByteBuffer> streamRead(String path, int chunkSize) {
        return Back.over(back(path, () -> java.streamRead(path, chunkSize)));
    }

    @Override
    public Stream<String> streamText(String path) {
        return Back.over(back(path, () -> java.streamText(path)));
    }

    @Override
    public Stream<String> streamText(String path, int chunkSize) {
        return Back.over(back(path, () -> java.streamText(path, chunkSize)));
    }

    @Override
    public WriteHandle openWrite(String path, WriteOption... options) {
        CompatibleWriteHandle handle = back(path, () -> java.openWrite(path, options));
        return new BackHandle(path, handle);
    }

    @Override
    public FileInfo info(String path) {
        return back(path, () -> java.info(path));
    }

    @Override
    public boolean exists(String path) {
        return back(path, () -> java.exists(path));
    }

    @Override
    public List<FileInfo> list(String path) {
        return back(path, () -> java.list(path));
    }

    @Override
    public Stream<FileInfo> walk(String path) {
        return Back.over(back(path, () -> java.walk(path)));
    }

    @Override
    public void delete(String path, DeleteOption... options) {
        asBackend(LOST, path, () -> java.delete(path, options));
    }

    @Override
    public FileInfo move(String from, String to, WriteOption... options) {
        return back(from, () -> java.move(from, to, options));
    }

    @Override
    public FileInfo copy(String from, String to, WriteOption... options) {
        return back(from, () -> java.copy(from, to, options));
    }

    @Override
    public List<String> glob(String pattern, GlobOption... options) {
        return back(pattern, () -> java.glob(pattern, options));
    }

    @Override
    public List<String> globFiles(String pattern) {
        return back(pattern, () -> java.globFiles(pattern));
    }

    @Override
    public List<String> globDirectories(String pattern) {
        return back(pattern, () -> java.globDirectories(pattern));
    }

    @Override
    public String checksum(String path) {
        return back(path, () -> java.checksum(path));
    }

    @Override
    public String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        return back(path, () -> java.checksum(path, algorithm, options));
    }

    @Override
    public Map<String, String> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        return back("", () -> java.checksumMany(paths, algorithm, options));
    }

    @Override
    public Capabilities capabilities() {
        return back("", java::capabilities);
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return back("", () -> java.as(type));
    }

    @Override
    public void close() {
        asBackend(LOST, "", java::close);
    }

    private record BackHandle(String path, CompatibleWriteHandle handle) implements WriteHandle {
        @Override
        public int write(ByteBuffer source) throws IOException {
            return handle.write(source);
        }

        @Override
        public boolean isOpen() {
            return handle.isOpen();
        }

        @Override
        public FileInfo commit() {
            return back(path, handle::commit);
        }

        @Override
        public void close() {
            asBackend(LOST, path, handle::close);
        }
    }

    private static final class Back<T> extends AbstractSpliterator<T> {
        private final Spliterator<T> elements;
        private T next;

        private Back(Spliterator<T> elements) {
            super(Long.MAX_VALUE, ORDERED);
            this.elements = elements;
        }

        static <T> Stream<T> over(Stream<T> stream) {
            return StreamSupport.stream(new Back<>(stream.spliterator()), false)
                    .onClose(() -> asBackend(LOST, "", stream::close));
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            boolean there = back("", () -> elements.tryAdvance(element -> next = element));
            if (there) {
                action.accept(next);
            }
            return there;
        }
    }
}
