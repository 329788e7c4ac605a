package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.openai.Stored.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Gives back the bytes of entries, checked: a stream fails instead of ending when they aren't what was written. Safe for use
 * by many threads; each stream is for one.
 */
final class Contents {

    private final String storeId;
    private final Service service;
    private final int retries;

    Contents(String storeId, Service service, int retries) {
        this.storeId = storeId;
        this.service = service;
        this.retries = retries;
    }

    /**
     * Opens the content of an entry.
     *
     * @param offset from the start; beyond the end there is nothing
     * @throws ApiException the service hasn't got it (any more), or can't be asked
     */
    InputStream open(Entry entry, long offset) throws IOException {
        if (entry.content().form() == Form.PARTS) {
            InputStream parts = new PartsStream(entry, offset);
            return offset == 0 ? checked(entry, parts) : parts;
        }
        InputStream whole = checked(entry, whole(entry));
        try {
            whole.skipNBytes(Math.min(offset, entry.size()));
            return whole;
        } catch (IOException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    private InputStream whole(Entry entry) throws IOException {
        return switch (entry.content().form()) {
            case ITSELF -> new ResumingStream(() -> service.content(entry.id()), retries);
            case PARSED -> text(entry);
            default -> InputStream.nullInputStream();
        };
    }

    private InputStream text(Entry entry) throws IOException {
        return new ByteArrayInputStream(service.parsed(storeId, entry.id()).getBytes(StandardCharsets.UTF_8));
    }

    /** What others have put there comes without a digest. */
    private static InputStream checked(Entry entry, InputStream in) {
        String sha256 = entry.sums().get(ChecksumAlgorithm.SHA256);
        return sha256 == null ? in : new CheckedStream(in, entry.path(), entry.size(), sha256);
    }

    /**
     * What can be had where {@link #open} has found nothing: a text, as the service has parsed it, if it is to the byte what
     * was written; of a file of somebody else, its text however it is.
     */
    InputStream instead(Entry entry, long offset, ApiException refusal) throws IOException {
        boolean isForeign = entry.kind() == Entry.Kind.FOREIGN;
        if (!isForeign && !entry.isText()) {
            throw lost(entry);
        }
        byte[] bytes;
        try {
            bytes = text(entry).readAllBytes();
        } catch (ApiException e) {
            if (isForeign) {
                throw refusal;
            }
            throw lost(entry);
        }
        ByteArrayInputStream text = new ByteArrayInputStream(bytes);
        if (!isForeign) {
            try {
                checked(entry, text).readAllBytes();
            } catch (CorruptContentException e) {
                throw lost(entry);
            }
            text.reset();
        }
        text.skip(offset);
        return text;
    }

    private static CorruptContentException lost(Entry entry) {
        return new CorruptContentException(entry.path(),
                "the service has deleted the content, which it keeps for a limited"
                        + " time only; delete the entry, or write it again");
    }

    /** Part after part, each checked by itself. */
    private final class PartsStream extends BulkStream {
        private final Entry entry;
        private final long end;
        private long position;
        private int next;
        private InputStream part = InputStream.nullInputStream();

        PartsStream(Entry entry, long offset) throws IOException {
            this.entry = entry;
            this.end = entry.size();
            this.position = Math.min(offset, end);
            long partSize = entry.content().partSize();
            this.next = position < end ? (int) (position / partSize) : entry.content().parts().size();
            if (position < end) {
                openNext();
                try {
                    part.skipNBytes(position % partSize);
                } catch (IOException | RuntimeException e) {
                    part.close();
                    throw e;
                }
            }
        }

        private void openNext() throws IOException {
            String id = entry.content().parts().get(next++);
            part = new ResumingStream(() -> new PartDecoder(service.content(id), entry.path()), retries);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count;
            while ((count = part.read(bytes, offset, length)) < 0) {
                part.close();
                part = InputStream.nullInputStream();
                if (next == entry.content().parts().size()) {
                    return end();
                }
                openNext();
            }
            position += count;
            return count;
        }

        private int end() {
            if (position != end) {
                throw new CorruptContentException(entry.path(), "the parts of the content do not make up its size");
            }
            return -1;
        }

        @Override
        public void close() throws IOException {
            part.close();
        }
    }
}
