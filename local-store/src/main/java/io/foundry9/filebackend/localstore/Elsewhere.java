package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Staging beside the target, where the target lies on another file system than the root. Our own staging folder
 * remembers the place, so that it is swept with it. Safe for use by many threads.
 */
final class Elsewhere {

    private static final String REMEMBERED = "elsewhere-";
    private static final int MOST_TRIES = 16;

    private final Root root;

    Elsewhere(Root root) {
        this.root = root;
    }

    /** A folder of one operation, open; closing it removes it with what is left in it. */
    final class Folder implements Closeable {
        private final StagingArea area;
        private final Path memory;
        private final Directory parent;
        private final Directory hidden;
        private final Directory own;

        private Folder(StagingArea area, Path memory, Directory parent, Directory hidden, Directory own) {
            this.area = area;
            this.memory = memory;
            this.parent = parent;
            this.hidden = hidden;
            this.own = own;
        }

        Directory directory() {
            return own;
        }

        @Override
        public void close() throws IOException {
            try (hidden; own) {
                new TreeRemover(own).removeAll();
                hidden.deleteDirectory(own.path().getFileName());
            }
            removeIfEmpty(parent);
            area.folder().deleteFile(memory);
        }
    }

    /** Makes a folder in a directory of another file system. */
    Folder in(Directory parent, StorePath path, StagingArea area) throws IOException {
        Path memory = remember(path, area);
        try {
            return make(parent, area, memory);
        } catch (IOException | RuntimeException e) {
            area.folder().deleteFile(memory);
            throw e;
        }
    }

    private Folder make(Directory parent, StagingArea area, Path memory) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                make(parent.path().resolve(LocalStoreOptions.F9));
                Directory hidden = parent.open(name(LocalStoreOptions.F9));
                try {
                    Path own = name(area.number() + "-" + area.newName());
                    Files.createDirectory(hidden.path().resolve(own));
                    return new Folder(area, memory, parent, hidden, hidden.open(own));
                } catch (IOException | RuntimeException e) {
                    hidden.close();
                    throw e;
                }
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES) {
                    throw e; // another operation cannot have removed it that often
                }
            }
        }
    }

    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            return; // of another operation
        }
    }

    private Path remember(StorePath path, StagingArea area) throws IOException {
        Path memory = name(REMEMBERED + area.newName());
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = area.folder().channel(memory, fresh)) {
            Transfers.writeAll(StandardCharsets.UTF_8.encode(path.toString()), channel);
        }
        return memory;
    }

    private void removeIfEmpty(Directory parent) throws IOException {
        try {
            parent.deleteDirectory(name(LocalStoreOptions.F9));
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // another operation is there, or was faster
        }
    }

    /** Removes what the owner of a staging folder has left in other places. */
    void sweep(Directory folder, long number) throws IOException {
        for (Path name : folder.names()) {
            if (name.toString().startsWith(REMEMBERED)) {
                try (Directory parent = root.openDirectory(read(folder, name))) {
                    if (parent != null && parent.stat(name(LocalStoreOptions.F9)) != null) {
                        sweepIn(parent, number + "-");
                    }
                }
            }
        }
    }

    private static StorePath read(Directory folder, Path name) throws IOException {
        try (SeekableByteChannel channel = folder.channel(name, Set.of(StandardOpenOption.READ))) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            Transfers.readAll(channel, bytes);
            return StorePath.parse(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
        }
    }

    private void sweepIn(Directory parent, String prefix) throws IOException {
        try (Directory hidden = parent.open(name(LocalStoreOptions.F9))) {
            for (Path left : hidden.names()) {
                if (left.toString().startsWith(prefix)) {
                    new TreeRemover(hidden).remove(left);
                }
            }
        }
        removeIfEmpty(parent);
    }

    private Path name(String text) {
        return root.path().getFileSystem().getPath(text);
    }
}
