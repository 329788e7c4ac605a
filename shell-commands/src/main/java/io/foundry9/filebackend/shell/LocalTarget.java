package io.foundry9.filebackend.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * A local file that is about to get its content from a vault. The content is written beside it first and put in place as
 * a whole; whatever stops that, the file is as it was and nothing lies beside it. For one thread.
 */
final class LocalTarget {

    private static final String PART = ".part";

    private final LocalFile file;
    private final boolean overwrite;

    LocalTarget(LocalFile file, boolean overwrite) {
        this.file = file;
        this.overwrite = overwrite;
    }

    /** Gives the file the content of one in a vault. */
    void take(Place source, Progress progress) {
        try {
            Path path = file.path();
            if (!Files.exists(path)) {
                requireDirectory(path.toAbsolutePath().getParent());
                takeBeside(path, source, progress);
            } else if (Files.isDirectory(path)) {
                throw new CommandFailure(file + ": is a directory; name a file");
            } else if (!Files.isRegularFile(path)) {
                takeInto(path, source, progress); // a device or a pipe has no content to be replaced
            } else if (overwrite) {
                takeBeside(path.toRealPath(), source, progress);
            } else {
                throw new FileAlreadyExistsException(file.name());
            }
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    private void requireDirectory(Path parent) {
        if (!Files.isDirectory(parent)) {
            throw new CommandFailure(file + ": there is no directory to put it in; make it first");
        }
    }

    private void takeBeside(Path path, Place source, Progress progress) throws IOException {
        Path part = path.resolveSibling("." + UUID.randomUUID() + PART);
        try {
            transfer(part, source, progress, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (overwrite && Files.exists(path)) {
                keepMode(path, part);
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.move(part, path);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void takeInto(Path path, Place source, Progress progress) {
        transfer(path, source, progress, StandardOpenOption.WRITE);
    }

    /** The source is opened first: if it is not there, nothing is touched here. */
    private void transfer(Path to, Place source, Progress progress, StandardOpenOption... options) {
        source.ask(backend -> {
            try (InputStream content = backend.openRead(source.canonical())) {
                write(content, to, source, progress, options);
            }
            return null;
        });
    }

    private void write(InputStream content, Path to, Place source, Progress progress, StandardOpenOption... options) {
        try (OutputStream out = Files.newOutputStream(to, options)) {
            Pump.move(content, source, (buffer, length) -> {
                try {
                    out.write(buffer, 0, length);
                } catch (IOException e) {
                    throw file.failed(e);
                }
            }, progress.forOne());
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    private static void keepMode(Path old, Path fresh) throws IOException {
        PosixFileAttributeView mode = Files.getFileAttributeView(old, PosixFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS);
        if (mode != null) {
            Files.setPosixFilePermissions(fresh, mode.readAttributes().permissions());
        }
    }
}
