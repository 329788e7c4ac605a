package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A write whose content comes in pieces: it is put aside until it is published or discarded. For one thread at a time. */
final class Draft implements Closeable {

    private final Writing writing;
    private final Kind kind;
    private final StorePath path;
    private final WriteSettings settings;
    private final Staging staging;
    private final Intake intake;

    /** What is to become of the content. */
    enum Kind {
        CREATE(Rules::create),
        WRITE(Rules::create),
        UPDATE(Rules::update),
        APPEND(Rules::update);

        private final Writing.Rule rule;

        Kind(Writing.Rule rule) {
            this.rule = rule;
        }

        Writing.Rule rule() {
            return rule;
        }

        WriteSettings settings(WriteSettings asked) {
            return this == WRITE ? asked.withOverwrite() : asked;
        }
    }

    Draft(Writing writing, Kind kind, StorePath path, WriteSettings settings, Staging staging, Intake intake) {
        this.writing = writing;
        this.kind = kind;
        this.path = path;
        this.settings = settings;
        this.staging = staging;
        this.intake = intake;
    }

    StorePath path() {
        return path;
    }

    int write(ByteBuffer source) throws IOException {
        return intake.write(source);
    }

    FileInfo publish() throws IOException {
        return publish(settings.lockTimeout());
    }

    /** Publishes what came in; if it throws, nothing of it remains. */
    FileInfo publish(Duration lockTimeout) throws IOException {
        WriteSettings last = settings.withLockTimeout(lockTimeout);
        try (staging) {
            if (kind != Kind.APPEND) {
                return writing.publish(path, staging, intake, last, kind.rule);
            }
            staging.finish();
            return writing.appendAtHand(path, new StagedContent(staging), last);
        }
    }

    /** Discards what was not published. */
    @Override
    public void close() throws IOException {
        staging.close();
    }
}
