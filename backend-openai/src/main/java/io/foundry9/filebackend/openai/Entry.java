package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.openai.Api.Attachment;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a vector store file stands for. Immutable.
 *
 * @param id of the file that is attached to the vector store; it is the version of the content too
 * @param path canonical; for an {@link Kind#INTENT} and what is {@link Kind#PENDING}, whatever it was told
 * @param size of the content in bytes
 * @param generation one more than that of the version that it replaces: of two versions of one path, the higher counts
 * @param sums digests of the content, in lower-case hexadecimal
 * @param isText whether its first 8 KiB are valid UTF-8
 * @param expires when the service deletes the content, in seconds since 1970
 * @param beat when the owner of an {@link Kind#INTENT} was last known to live, in seconds since 1970 by the service's clock
 * @param attached when it was attached, in seconds since 1970 by the service's clock
 */
record Entry(
        String id,
        Kind kind,
        String path,
        long size,
        Optional<Instant> created,
        Optional<Instant> modified,
        long generation,
        Map<ChecksumAlgorithm, String> sums,
        boolean isText,
        Stored content,
        OptionalLong expires,
        long beat,
        long attached) {

    /** Of two versions of one path, everybody takes the last of this order. */
    static final Comparator<Entry> AGE = Comparator.comparingLong(Entry::generation)
            .thenComparingLong(Entry::attached)
            .thenComparing(Entry::id);

    /** What an entry is there for. */
    enum Kind {
        FILE,
        DIRECTORY,
        /** A list of changes that is being made. */
        INTENT,
        /** Content that has to be indexed before it can be shown. */
        PENDING,
        /** A file that somebody else has put into the vector store; it is never changed. */
        FOREIGN
    }

    Entry at(String newPath, long newGeneration) {
        return new Entry(id, kind, newPath, size, created, modified, newGeneration, sums, isText, content, expires,
                beat, attached);
    }

    Entry as(Kind other) {
        return new Entry(id, other, path, size, created, modified, generation, sums, isText, content, expires, beat,
                attached);
    }

    /** What an upload has become in the vector store. */
    Entry placed(String newPath, Instant made, Instant changed, long newGeneration) {
        return new Entry(id, kind, newPath, size, Optional.of(made), Optional.of(changed), newGeneration, sums, isText,
                content, expires, beat, attached);
    }

    /** The same under another name, as two have the same. */
    Entry shownAs(String name) {
        return at(name, generation);
    }

    Entry withContent(Stored moved, OptionalLong until) {
        return new Entry(id, kind, path, size, created, modified, generation, sums, isText, moved, until, beat,
                attached);
    }

    Entry attachedAt(long seconds) {
        return new Entry(id, kind, path, size, created, modified, generation, sums, isText, content, expires, beat,
                seconds);
    }

    Entry withId(String newId) {
        return new Entry(newId, kind, path, size, created, modified, generation, sums, isText, content, expires, beat,
                attached);
    }

    Entry beatenAt(long seconds) {
        return new Entry(id, kind, path, size, created, modified, generation, sums, isText, content, expires, seconds,
                attached);
    }

    /** What is to be attached for it, or how what is attached is to be described. */
    Attachment attachment() {
        return new Attachment(id, Attributes.of(this));
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    FileInfo info() {
        FileInfo.Builder info = FileInfo.builder(path, isDirectory() ? FileType.DIRECTORY : FileType.FILE);
        created.ifPresent(info::created);
        modified.ifPresent(info::modified);
        if (isDirectory()) {
            return info.build();
        }
        info.size(size).version(id).checksums(sums);
        return kind == Kind.FOREIGN ? info.build() : info.probed(isText).build();
    }
}
