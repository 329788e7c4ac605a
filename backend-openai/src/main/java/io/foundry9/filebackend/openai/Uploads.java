package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.openai.Api.Body;
import io.foundry9.filebackend.openai.Api.RemoteFile;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.openai.Stored.Form;
import io.foundry9.filebackend.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends what is to be stored, in the form that the service gives back. Safe for use by many threads. */
final class Uploads {

    /** So much text at most is given to the index: above, it would hold more tokens than the service takes. */
    static final long MOST_INDEXED = 16L << 20;

    private final String storeId;
    private final Service service;
    private final Contents contents;
    private final Indexer indexer;
    private final Names names;
    private final Downloads downloads;
    private final Peers peers;
    private final String purpose;
    private final long partSize;

    /**
     * @param purpose of what is attached
     * @param partSize bytes in a part
     */
    Uploads(String storeId, Service service, Contents contents, Indexer indexer, Names names, Downloads downloads,
            Peers peers, String purpose, long partSize) {
        this.storeId = storeId;
        this.service = service;
        this.contents = contents;
        this.indexer = indexer;
        this.names = names;
        this.downloads = downloads;
        this.peers = peers;
        this.purpose = purpose;
        this.partSize = partSize;
    }

    String newTag() {
        return names.newTag();
    }

    long partSize() {
        return partSize;
    }

    Set<String> live() {
        return peers.live();
    }

    OpenReaders readers() {
        return peers.readers();
    }

    Contents contents() {
        return contents;
    }

    /** Whether content may lie beside what is attached. */
    boolean takesParts() {
        return downloads.kind() != Downloads.Kind.PARSED;
    }

    /** Whether the index takes that much; what can be had back from what is attached alone is attached in any case. */
    boolean indexes(long size) {
        return size <= MOST_INDEXED || downloads.kind() != Downloads.Kind.COMPANION;
    }

    /**
     * How a content is to be kept.
     *
     * @param isIndexed whether it is attached itself, rather than a card
     * @throws InvalidOperationException nothing that this service does would give it back
     */
    Form form(StorePath target, long size, boolean isText, boolean isIndexed) {
        if (size == 0) {
            return Form.NOTHING;
        }
        return switch (downloads.kind()) {
            case DIRECT -> isIndexed ? Form.ITSELF : Form.PARTS;
            case COMPANION -> Form.PARTS;
            case PARSED -> {
                if (!isText) {
                    throw cannotGiveBack(target);
                }
                yield Form.PARSED;
            }
        };
    }

    RemoteFile sendPart(StorePath target, String tag, int number, Spool part) throws IOException {
        String companion = downloads.kind() == Downloads.Kind.COMPANION ? downloads.purpose() : purpose;
        return send(target, Names.part(target.name(), tag, number), companion, new Body() {
            @Override
            public long length() {
                return PartEncoder.lengthOf(part.size());
            }

            @Override
            public InputStream open() {
                return new PartEncoder(part.open(0));
            }
        });
    }

    /** Sends what is to be attached: the content, or a card that says of it what can be said. */
    RemoteFile sendAttached(StorePath target, String tag, Optional<Spool> content, long size) throws IOException {
        String name = Names.attached(target.name(), tag, content.isPresent());
        return send(target, name, purpose, content.map(Uploads::body).orElseGet(() -> text(target.name() + "\n" + size
                + " bytes, whose content is kept beside this card and is not indexed.\n")));
    }

    /** A card that stands for a directory. */
    RemoteFile sendDirectory(StorePath path) throws IOException {
        RemoteFile card = send(path, Names.attached(path.name(), newTag(), false), purpose, text(path.name() + "\n"
                + "A directory.\n"));
        live().add(card.id());
        return card;
    }

    private RemoteFile send(StorePath target, String name, String kind, Body body) throws IOException {
        return Trouble.at(target.toString(), () -> service.upload(name, kind, body));
    }

    private static Body body(Spool spool) {
        return new Body() {
            @Override
            public long length() {
                return spool.size();
            }

            @Override
            public InputStream open() {
                return spool.open(0);
            }
        };
    }

    static Body text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** Attaches what only the index can give back, hidden, and looks whether it does. */
    void requireParsesBack(Entry entry) throws IOException {
        Entry hidden = entry.as(Kind.PENDING);
        Trouble.at(entry.path(), () -> {
            service.attach(storeId, hidden.attachment());
            indexer.await(List.of(hidden.id()));
            return null;
        });
        try (InputStream back = Trouble.at(entry.path(), () -> contents.open(entry, 0))) {
            back.skipNBytes(entry.size());
        } catch (CorruptContentException e) {
            throw cannotGiveBack(StorePath.parse(entry.path()));
        }
    }

    InvalidOperationException cannotGiveBack(StorePath path) {
        return new InvalidOperationException(Reason.UNSUPPORTED, path.toString(),
                "this service gives back only text as it"
                        + " has parsed it, and this content would not come back as it is; store it elsewhere, or set companion");
    }

    /** Removes files that were not published. */
    void discard(List<String> ids, Optional<String> attached) throws IOException {
        if (attached.isPresent()) {
            service.detach(storeId, attached.get());
        }
        for (String id : ids) {
            service.delete(id);
        }
    }
}
