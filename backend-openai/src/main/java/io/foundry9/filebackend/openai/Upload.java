package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.openai.Api.RemoteFile;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.openai.Stored.Form;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.TextProbe;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Content on its way into the vector store: uploaded, but not attached, so that nobody sees it. It is sent in parts while it
 * is written, of which one at a time is kept here. For one thread at a time.
 */
final class Upload implements Staging {

    private static final Logger LOGGER = System.getLogger(Upload.class.getName());

    private final Uploads uploads;
    private final StorePath target;
    private final String tag;
    private final Digests digests = new Digests();
    private final ByteBuffer head = ByteBuffer.allocate(TextProbe.LENGTH);
    private final List<String> parts = new ArrayList<>();
    private final List<String> uploaded = new ArrayList<>();
    private Spool spool = new Spool();
    private long size;
    private OptionalLong expires = OptionalLong.empty();
    private State state = State.WRITING;
    private Entry entry;
    private boolean mayBeAttached;

    private enum State {
        WRITING,
        FINISHED,
        PUBLISHED,
        CLOSED
    }

    Upload(Uploads uploads, StorePath target) {
        this.uploads = uploads;
        this.target = target;
        this.tag = uploads.newTag();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (state != State.WRITING) {
            throw new IllegalStateException("the staged content is finished");
        }
        int count = source.remaining();
        probe(source);
        digests.update(source);
        while (source.hasRemaining()) {
            if (spool.size() == uploads.partSize()) {
                sendPart();
                spool.close();
                spool = new Spool();
            }
            ByteBuffer piece = source.duplicate();
            piece.limit(piece.position() + (int) Math.min(piece.remaining(), uploads.partSize() - spool.size()));
            source.position(piece.limit());
            spool.write(piece);
        }
        size += count;
        return count;
    }

    private void probe(ByteBuffer source) {
        ByteBuffer begin = source.duplicate();
        begin.limit(begin.position() + Math.min(begin.remaining(), head.remaining()));
        head.put(begin);
    }

    private void sendPart() throws IOException {
        if (parts.size() == Stored.MOST_PARTS || !uploads.takesParts()) {
            throw new InvalidOperationException(Reason.TOO_LARGE, target.toString());
        }
        RemoteFile part = uploads.sendPart(target, tag, parts.size() + 1, spool);
        remember(part);
        parts.add(part.id());
        if (part.expires().isPresent() && (expires.isEmpty() || part.expires().getAsLong() < expires.getAsLong())) {
            expires = part.expires();
        }
    }

    private void remember(RemoteFile file) {
        uploads.live().add(file.id());
        uploaded.add(file.id());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void finish() throws IOException {
        requireOpen();
        if (state != State.WRITING) {
            return;
        }
        boolean isText = TextProbe.isText(head.flip(), size <= TextProbe.LENGTH);
        boolean isIndexed = size > 0 && parts.isEmpty() && (isText || Names.isDocument(target.name()))
                && uploads.indexes(size);
        Form form = uploads.form(target, size, isText, isIndexed);
        RemoteFile attached =
                uploads.sendAttached(target, tag, isIndexed ? Optional.of(spool) : Optional.empty(), size);
        remember(attached);
        if (form == Form.PARTS) {
            sendPart();
        }
        entry = new Entry(attached.id(), Kind.FILE, target.toString(), size, Optional.empty(), Optional.empty(), 0,
                digests.sums(), isText, new Stored(form, form == Form.PARTS ? uploads.partSize() : 0, parts), expires,
                0,
                attached.created());
        state = State.FINISHED;
        if (form == Form.PARSED) {
            uploads.requireParsesBack(entry);
        } else if (parts.size() > 1 || !spool.isInMemory()) {
            spool.close();
            spool = null;
        }
    }

    /** Ends the writing of what is to stand in for the content of an entry that is there, which needs nothing to attach. */
    Stored finishParts() throws IOException {
        requireOpen();
        sendPart();
        state = State.FINISHED;
        return Stored.parts(uploads.partSize(), parts);
    }

    /** When the service deletes the content. */
    OptionalLong expires() {
        return expires;
    }

    /** What is to be attached, as far as it is known here; finished content only. */
    Entry entry() throws IOException {
        requireOpen();
        if (entry == null) {
            throw new IllegalStateException("the staged content is not finished");
        }
        return entry;
    }

    /** Whether it is attached already, though not shown: then its attributes are changed, instead of attaching it. */
    boolean isAttached() {
        return entry.content().form() == Form.PARSED;
    }

    /** From now on it may be attached, even if there is no word of it: it has to be detached before its files go. */
    void attaching() {
        mayBeAttached = true;
    }

    /** It belongs to the vector store now. */
    void published() {
        state = State.PUBLISHED;
        uploads.live().removeAll(uploaded);
        uploads.readers().whenUnread(tag, this::release);
    }

    @Override
    public ReadableByteChannel open(long offset) throws IOException {
        Entry finished = entry();
        uploads.readers().begin(tag);
        boolean isOpen = false;
        try {
            InputStream in = spool != null
                    ? spool.open(offset)
                    : Trouble.at(target.toString(), () -> uploads.contents().open(finished, offset));
            ReadableByteChannel channel = new EntryReader(finished, in, () -> uploads.readers().end(tag));
            isOpen = true;
            return channel;
        } finally {
            if (!isOpen) {
                uploads.readers().end(tag);
            }
        }
    }

    @Override
    public FileInfo info(StorePath path, Store.Detail detail) throws IOException {
        return FileInfo.builder(path.toString(), FileType.FILE).size(size).probed(entry().isText())
                .checksums(entry.sums()).version(entry.id()).build();
    }

    private void requireOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return state == State.WRITING || state == State.FINISHED;
    }

    @Override
    public void close() {
        if (isOpen()) {
            boolean isDetached = entry != null && (mayBeAttached || isAttached());
            state = State.CLOSED;
            uploads.readers().whenUnread(tag, () -> discard(isDetached));
        }
    }

    private void discard(boolean isDetached) {
        try {
            uploads.discard(uploaded, isDetached ? Optional.of(entry.id()) : Optional.empty());
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "leftovers of an upload stay until they are collected", e);
        } finally {
            uploads.live().removeAll(uploaded);
            release();
        }
    }

    private void release() {
        if (spool != null) {
            spool.close();
        }
    }
}
