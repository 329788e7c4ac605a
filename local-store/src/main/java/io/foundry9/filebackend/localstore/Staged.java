package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Something that was put aside in a {@link StagingArea}, until it is published or discarded. For one thread at a time. */
abstract class Staged implements Staging {

    private final StagingArea area;
    private final Path name;
    private final Optional<Looks> looks;
    private boolean gone;

    /** @param looks those that it will have; absent for those of what it replaces */
    Staged(StagingArea area, Path name, Optional<Looks> looks) {
        this.area = area;
        this.name = name;
        this.looks = looks;
    }

    final Optional<Looks> looks() {
        return looks;
    }

    final StagingArea area() {
        return area;
    }

    final Path name() {
        return name;
    }

    final Path hostPath() {
        return area.folder().path().resolve(name);
    }

    final BasicFileAttributes stat() throws IOException {
        BasicFileAttributes attributes = area.folder().stat(name);
        if (attributes == null) {
            throw new NoSuchFileException(name.toString());
        }
        return attributes;
    }

    @Override
    public final FileInfo info(StorePath path, Detail detail) throws IOException {
        BasicFileAttributes attributes = stat();
        FileInfo.Builder builder = Entries.describe(path, attributes);
        if (detail == Detail.FULL) {
            Inspector.addOwner(builder, hostPath(), attributes);
        }
        return builder.build();
    }

    /** It lies where it belongs now; from here on it is no longer the stager's. */
    final void published() {
        gone = true;
    }

    /** Whether nothing more is written to it. */
    abstract boolean isFinished();

    /** Forces the content to the disk, unless that was done when it was finished. */
    abstract void force() throws IOException;

    /** Ends whatever use there is of it. */
    abstract void release() throws IOException;

    @Override
    public final boolean isOpen() {
        return !gone && !isFinished();
    }

    @Override
    public final void close() throws IOException {
        if (gone) {
            return;
        }
        gone = true;
        try {
            release();
        } finally {
            area.folder().deleteFile(name);
        }
    }
}
