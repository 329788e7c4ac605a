package io.foundry9.filebackend.git;

import io.foundry9.filebackend.spi.Staging;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Reads what git has stored of a file, as it is. */
final class Blobs {

    private static final int BUFFER = 64 * 1024;

    private Blobs() {}

    /** A stream that the caller closes. */
    static InputStream open(Repository repository, ObjectId blob) throws IOException {
        ObjectReader reader = repository.newObjectReader();
        try {
            return new FilterInputStream(reader.open(blob, Constants.OBJ_BLOB).openStream()) {
                @Override
                public void close() throws IOException {
                    try (ObjectReader last = reader) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Puts all of it aside and finishes that, or discards the staging. */
    static Staging stage(ObjectLoader blob, Staging staging) throws IOException {
        try (InputStream content = blob.openStream()) {
            byte[] buffer = new byte[(int) Math.min(BUFFER, blob.getSize() + 1)];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                staging.write(ByteBuffer.wrap(buffer, 0, count));
            }
            staging.finish();
            return staging;
        } catch (IOException | RuntimeException e) {
            staging.close();
            throw e;
        }
    }
}
