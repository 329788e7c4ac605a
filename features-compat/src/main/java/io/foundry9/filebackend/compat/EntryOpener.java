package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the file at a path, by the cheapest means that does what the options ask for. */
final class EntryOpener {

    private static final Set<OpenOption> OUTPUT = Set.of(StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private final VaultPath path;
    private final OpenSettings settings;
    private final FileInfo found;

    /** Looks at the path, and makes sure that what is there may be opened. */
    private EntryOpener(VaultPath path, OpenSettings settings) throws IOException {
        this.path = path;
        this.settings = settings;
        Optional<FileInfo> info = Entries.look(path);
        if (info.isEmpty()) {
            checkMayBeMissing();
        } else {
            checkMayBeThere(info.get());
        }
        this.found = info.orElse(null);
    }

    private void checkMayBeMissing() throws IOException {
        if (!settings.creates()) {
            throw new NoSuchFileException(path.toString());
        }
        Entries.requireParent(path);
    }

    private void checkMayBeThere(FileInfo info) throws IOException {
        if (settings.createsNew()) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Entries.refuseDirectory(path, info);
        if (info.isSymlink() && !settings.follow()) {
            throw new FileSystemException(path.toString(), null, "is a symbolic link (NOFOLLOW_LINKS was given)");
        }
    }

    static SeekableByteChannel channel(VaultPath path, Set<? extends OpenOption> options) throws IOException {
        return new EntryOpener(path, OpenSettings.of(options)).channel();
    }

    private SeekableByteChannel channel() throws IOException {
        VaultFileSystem fileSystem = path.getFileSystem();
        if (!settings.writes()) {
            FileInfo info = found.isSymlink() ? Entries.follow(path) : found;
            Entries.refuseDirectory(path, info);
            return fileSystem.remember(new ReadChannel(path, info, settings));
        }
        if (found == null) {
            Entries.createEmpty(path);
        }
        return fileSystem.remember(settings.appends()
                ? new AppendChannel(path, settings)
                : SpoolChannel.open(path, found, settings));
    }

    static FileChannel fileChannel(VaultPath path, Set<? extends OpenOption> options) throws IOException {
        OpenSettings settings = OpenSettings.of(options);
        if (settings.appends()) {
            throw new UnsupportedOperationException("open a byte channel or a stream for appending");
        }
        return new EntryOpener(path, settings).fileChannel();
    }

    private FileChannel fileChannel() throws IOException {
        if (found == null) {
            Entries.createEmpty(path);
        }
        return new SpoolFileChannel(path.getFileSystem().remember(SpoolChannel.open(path, found, settings)));
    }

    static InputStream input(VaultPath path, OpenOption... options) throws IOException {
        OpenSettings settings = OpenSettings.of(List.of(options));
        if (settings.writes()) {
            throw new UnsupportedOperationException("an input stream cannot write");
        }
        if (!settings.follow() || settings.deletesOnClose()) {
            return Channels.newInputStream(channel(path, Set.of(options)));
        }
        InputStream in = EntryCalls.run(path, () -> path.getFileSystem().backend().openRead(path.inBackend()));
        return path.getFileSystem().remember(new EntryInputStream(path, in));
    }

    static OutputStream output(VaultPath path, OpenOption... options) throws IOException {
        Set<OpenOption> given = options.length == 0 ? OUTPUT : new HashSet<>(List.of(options));
        if (given.contains(StandardOpenOption.READ)) {
            throw new IllegalArgumentException("an output stream cannot read");
        }
        given = given.contains(StandardOpenOption.APPEND) ? given : with(given, StandardOpenOption.WRITE);
        return new EntryOpener(path, OpenSettings.of(given)).output();
    }

    private static Set<OpenOption> with(Set<OpenOption> options, OpenOption more) {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(more);
        return all;
    }

    private OutputStream output() throws IOException {
        VaultFileSystem fileSystem = path.getFileSystem();
        if (settings.appends()) {
            return fileSystem.remember(new AppendStream((AppendChannel) channel()));
        }
        boolean keepsOldContent = found != null && !settings.truncates() && (found.isSymlink() || found.size() > 0);
        if (keepsOldContent || settings.deletesOnClose()) {
            return Channels.newOutputStream(channel());
        }
        WriteOption[] options = settings.createsNew()
                ? settings.with()
                : settings.with(WriteOption.OVERWRITE);
        WriteHandle handle = EntryCalls.run(path,
                () -> fileSystem.backend().openWrite(path.inBackend(), options));
        return fileSystem.remember(new PublishingStream(path, handle));
    }
}
