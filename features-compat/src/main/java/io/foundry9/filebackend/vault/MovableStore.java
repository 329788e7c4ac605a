package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStaging;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The store of one generation of a vault. It tells what is changed through it, and it can move: when its content lies
 * somewhere else too, operations that began here go on there, so that none of them changes what nobody looks at any more.
 *
 * <p>It is moved by somebody who holds the lock on its whole tree. So whoever holds a lock sees one store until he gives
 * it back, and who waits for one gets it where the content is then. What was put aside here goes along when it is
 * published; what is open for reading stays.
 */
final class MovableStore extends ForwardingStore {

    private static final int CHUNK = 1 << 16;

    private final Store own;
    private final ContentTeller teller;
    private volatile Store target;
    private volatile boolean inUse;
    private volatile Runnable leaving = () -> {};

    MovableStore(Store own, ContentTeller teller) {
        super(own);
        this.own = own;
        this.target = own;
        this.teller = teller;
    }

    /** It is behind the vault from now on: what was changed before nobody is told, as it was no change of the vault. */
    void comeIntoUse() {
        inUse = true;
    }

    boolean isMoved() {
        return target != own;
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
    protected Store inner() {
        return target;
    }

    @Override
    public Object identity() {
        return own.identity();
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
            tell(changes);
            return made;
        }
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        try (Adoption adoption = new Adoption(target)) {
            CommitResult made = adoption.store.commit(adoption.of(changes), durable);
            tell(changes);
            return made;
        }
    }

    /** Where it has moved to, that is told there. */
    private void tell(List<Change> changes) {
        if (inUse && !isMoved()) {
            teller.tell(changes);
        }
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        FileInfo made = super.append(path, addition, guard, durable);
        if (inUse && !isMoved()) {
            teller.tellAppended(path);
        }
        return made;
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
