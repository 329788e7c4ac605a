package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The children of a directory as they were when it was opened. */
final class Listing implements DirectoryStream<Path> {

    private final VaultPath directory;
    private final Iterator<FileInfo> infos;
    private final Filter<? super Path> filter;
    private boolean iterated;
    private volatile boolean closed;

    private Listing(VaultPath directory, List<FileInfo> infos, Filter<? super Path> filter) {
        this.directory = directory;
        this.infos = infos.iterator();
        this.filter = filter;
    }

    static Listing open(VaultPath directory, Filter<? super Path> filter) throws IOException {
        VaultFileSystem fileSystem = directory.getFileSystem();
        List<FileInfo> infos = EntryCalls.run(directory,
                () -> fileSystem.backend().list(directory.inBackend()));
        return fileSystem.remember(new Listing(directory, infos, filter));
    }

    @Override
    public Iterator<Path> iterator() {
        if (closed) {
            throw new ClosedDirectoryStreamException();
        }
        if (iterated) {
            throw new IllegalStateException("a directory stream can be iterated only once");
        }
        iterated = true;
        return new Paths();
    }

    @Override
    public void close() {
        closed = true;
        directory.getFileSystem().forget(this);
    }

    private final class Paths implements Iterator<Path> {

        private Path ahead;

        @Override
        public boolean hasNext() {
            while (ahead == null && !closed && infos.hasNext()) {
                Path path = directory.child(infos.next().name());
                ahead = accepts(path) ? path : null;
            }
            return ahead != null;
        }

        private boolean accepts(Path path) {
            try {
                return filter.accept(path);
            } catch (IOException e) {
                throw new DirectoryIteratorException(e);
            }
        }

        @Override
        public Path next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Path next = ahead;
            ahead = null;
            return next;
        }
    }
}
