package example;

import io.foundry9.filebackend.spi.Staging;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** Content that nobody sees yet. */
final class MapStaging implements Staging {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean open = true;

    @Override
    public int write(ByteBuffer source) {
        byte[] taken = new byte[source.remaining()];
        source.get(taken);
        content.writeBytes(taken);
        return taken.length;
    }

    byte[] bytes() {
        return content.toByteArray();
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public void finish() {
        // an array has no end to mark
    }

    @Override
    public ReadableByteChannel open(long offset) {
        return Channels.newChannel(new ByteArrayInputStream(bytes(), (int) offset, content.size()));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
