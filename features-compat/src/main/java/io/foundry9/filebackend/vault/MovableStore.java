package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.ForwardingStaging;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The store of one generation of a vault. It tells what is changed through it, and it can move: when its content lies
 * somewhere else too, operations that began here go on there, so that none of them changes what nobody looks at any more.
 *
 * <p>It is moved by somebody who holds the lock on its whole tree. So whoever holds a lock sees one store until he gives
 * it back, and who waits for one gets it where the content is then. What was put aside here goes along when it is
 * published; what is open for reading stays.
 */
final class MovableStore implements Store {

    private static final int CHUNK = 1 << 16;

    private final Store own;
    private final ContentTeller teller;
    private volatile Store target;
    private volatile Runnable leaving = () -> {};

    MovableStore(Store own, ContentTeller teller) {
        this.own = own;
        this.target = own;
        this.teller = teller;
    }

    /**
     * Moves.
     *
     * @param next where everything lies too
     * @param after what to do when nothing goes there from here any more
     */
    void moveTo(Store next, Runnable after) {
        leaving = after;
        target = next;
    }

    @Override
    public Object identity() {
        return own.identity();
    }

    @Override
    public Capabilities capabilities() {
        return target.capabilities();
    }

    @Override
    public Set<String> reservedNames() {
        return target.reservedNames();
    }

    @Override
    public void refresh() throws IOException {
        target.refresh();
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        return target.stat(path, detail);
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        return target.follow(link);
    }

    @Override
    public String readLink(StorePath link) throws IOException {
        return target.readLink(link);
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        return target.list(directory);
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        return target.children(directory);
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        return target.listDeep(directory);
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        return target.open(path, offset);
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        Store now = target;
        return new Held(now, request, now.stage(request));
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        Store now = target;
        return new Held(now, request, now.stageCopy(source, request));
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        while (true) {
            Store now = target;
            StoreLock lock = now.lock(scope, timeout);
            if (now == target) {
                return lock;
            }
            lock.close();
        }
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        try (Adoption adoption = new Adoption(target)) {
            List<FileInfo> made = adoption.store.publish(adoption.of(changes), durable);
            teller.tell(changes);
            return made;
        }
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        try (Adoption adoption = new Adoption(target)) {
            CommitResult made = adoption.store.commit(adoption.of(changes), durable);
            teller.tell(changes);
            return made;
        }
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        FileInfo made = target.append(path, addition, guard, durable);
        teller.tellAppended(path);
        return made;
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        return target.knownChecksum(path, algorithm);
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return target.as(type);
    }

    @Override
    public void close() throws IOException {
        try {
            own.close();
        } finally {
            Runnable last = leaving;
            leaving = () -> {};
            last.run();
        }
    }

    @Override
    public String toString() {
        return own.toString();
    }

    /** Something that was put aside, and where. */
    private static final class Held extends ForwardingStaging {
        private final Store store;
        private final StageRequest request;

        Held(Store store, StageRequest request, Staging inner) {
            super(inner);
            this.store = store;
            this.request = request;
        }

        Staging inside(Adoption adoption) throws IOException {
            return store == adoption.store ? inner() : adoption.copy(request, inner());
        }
    }

    /** What was put aside elsewhere, for the store that is to publish it. */
    private static final class Adoption implements AutoCloseable {
        private final Store store;
        private final List<Staging> copies = new ArrayList<>();

        Adoption(Store store) {
            this.store = store;
        }

        List<Change> of(List<Change> changes) throws IOException {
            List<Change> adopted = new ArrayList<>(changes.size());
            for (Change change : changes) {
                adopted.add(change instanceof Change.Put put && put.content() instanceof Held held
                        ? new Change.Put(put.path(), held.inside(this), put.guard())
                        : change);
            }
            return adopted;
        }

        Staging copy(StageRequest request, Staging source) throws IOException {
            source.finish();
            Staging copy = store.stage(
                    new StageRequest(request.target(), OptionalLong.of(source.size()), request.durable()));
            copies.add(copy);
            try (ReadableByteChannel bytes = source.open(0)) {
                ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
                while (bytes.read(buffer) >= 0) {
                    copy.write(buffer.flip());
                    buffer.clear();
                }
            }
            copy.finish();
            if (copy.size() != source.size()) { // a link, for one, has no content of its own
                throw new BackendUnavailableException(request.target().toString(),
                        "the vault's content was moved elsewhere meanwhile; nothing was changed, try again");
            }
            return copy;
        }

        /** Discards what was not published; what was is no longer ours. */
        @Override
        public void close() throws IOException {
            for (Staging copy : copies) {
                copy.close();
            }
        }
    }
}
