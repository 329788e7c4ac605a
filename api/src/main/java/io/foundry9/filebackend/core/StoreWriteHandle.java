package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.OptionalLong;

/** A write under way. The staging is this handle's own until it is published or discarded. For one thread. */
final class StoreWriteHandle implements WriteHandle {

    private static final String OPERATION = "write";

    private final Writing writing;
    private final StorePath path;
    private final WriteSettings settings;
    private final Staging staging;
    private final Intake intake;
    private boolean open = true;

    StoreWriteHandle(Writing writing, StorePath path, WriteSettings settings, Staging staging) {
        this.writing = writing;
        this.path = path;
        this.settings = settings;
        this.staging = staging;
        this.intake = writing.intake(staging, path, OptionalLong.empty(), settings);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        return Calls.runChecked(OPERATION, path.toString(), () -> intake.write(source));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public FileInfo commit() {
        if (!open) {
            throw new IllegalStateException("the handle on '" + path + "' is closed");
        }
        open = false;
        return Calls.run(OPERATION, path.toString(), () -> {
            try (staging) {
                return writing.publish(path, staging, intake, settings, Rules::create);
            }
        });
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Calls.perform(OPERATION, path.toString(), staging::close);
        }
    }
}
