package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A link, put aside: it has no content of its own. */
final class StagedLink extends Staged {

    StagedLink(StagingArea area, Path name) {
        super(area, name, Optional.empty());
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void finish() {}

    @Override
    boolean isFinished() {
        return true;
    }

    @Override
    public ReadableByteChannel open(long offset) {
        throw new InvalidOperationException(Reason.NOT_A_FILE, "", "a staged link has no content");
    }

    @Override
    void force() {}

    @Override
    void release() {}
}
