package slow;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Writes a file whose bytes come slowly; shows by a file in the home that it has begun. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        FileBackend home = context.getService(
                context.getServiceReferences(FileBackend.class, "(vault.name=home)").iterator().next());
        Path begun = Path.of(context.getProperty("f9.home"), "begun");
        new Thread(() -> home.write("slow.txt", Content.of(new Slow(begun))), "slow").start();
    }

    @Override
    public void stop(BundleContext context) {
        // what it has begun goes on
    }

    private static final class Slow extends InputStream {
        private final Path begun;
        private int left = 20;

        Slow(Path begun) {
            this.begun = begun;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            left--;
            Files.writeString(begun, "begun");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }
    }
}
