package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.vault.DuplicateVaultException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The folder of {@code .cfg} files that is the only truth about vaults. People, FileInstall and other processes read and
 * write there too, so a file is always whole: it is written beside and renamed. Who adds or removes one does it under the
 * folder's lock.
 */
final class VaultFolder {

    private static final System.Logger LOG = System.getLogger(VaultFolder.class.getName());
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final Charset encoding;
    private final Substitution.Source environment;
    private final FolderLock lock;

    /**
     * @param encoding in which files are read; those that we write are the same in all that extend ASCII
     * @param environment what {@code ${name}} in a file may mean
     */
    VaultFolder(Path folder, Charset encoding, Substitution.Source environment) {
        this.folder = folder.toAbsolutePath();
        this.encoding = encoding;
        this.environment = environment;
        this.lock = new FolderLock(this.folder, LOCK_TIMEOUT);
    }

    /**
     * Adds the file of a vault.
     *
     * @throws DuplicateVaultException there is one already
     */
    Path add(String vault, VaultSettings settings) throws IOException {
        Path file = folder.resolve(VaultPid.fileOf(vault));
        Files.createDirectories(folder);
        lock.run(() -> {
            if (contains(vault)) {
                throw new DuplicateVaultException(vault);
            }
            write(file, CfgWriter.write(settings.toMap()));
        });
        return file;
    }

    /**
     * Changes one value in the file of a vault, and nothing else in it.
     *
     * @throws NoSuchFileException there is none
     */
    void rewrite(String vault, String key, String value) throws IOException {
        lock.run(() -> {
            Path own = folder.resolve(VaultPid.fileOf(vault));
            Path file = (Files.exists(own) ? own : folder.resolve(VaultPid.otherFileOf(vault))).toRealPath();
            String text = CfgWriter.replace(Files.readString(file, encoding), key, value);
            Path temporary = temporary(file);
            try {
                Files.copy(file, temporary, StandardCopyOption.COPY_ATTRIBUTES); // whoever may read it, may go on
                Files.writeString(temporary, text, encoding);
                replace(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        });
    }

    /** Whether a vault's file could be changed. */
    boolean canRewrite(String vault) throws IOException {
        Path own = folder.resolve(VaultPid.fileOf(vault));
        Path file = (Files.exists(own) ? own : folder.resolve(VaultPid.otherFileOf(vault))).toRealPath();
        return Files.isWritable(file.getParent()) && Files.isWritable(folder);
    }

    /** The name ends so that nobody takes it for a configuration. */
    private static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    private static void replace(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(Path file, String text) throws IOException {
        Path temporary = temporary(file);
        try {
            Files.writeString(temporary, text, encoding, StandardOpenOption.CREATE_NEW);
            replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Removes the file of a vault.
     *
     * @return false if there is none
     */
    boolean remove(String vault) throws IOException {
        boolean[] removed = {false};
        if (Files.isDirectory(folder)) {
            lock.run(() -> removed[0] = Files.deleteIfExists(folder.resolve(VaultPid.fileOf(vault)))
                    | Files.deleteIfExists(folder.resolve(VaultPid.otherFileOf(vault))));
        }
        return removed[0];
    }

    boolean contains(String vault) {
        return Files.exists(folder.resolve(VaultPid.fileOf(vault)))
                || Files.exists(folder.resolve(VaultPid.otherFileOf(vault)));
    }

    /** Whether a file that FileInstall knows by this key would lie here. */
    boolean owns(String key) {
        return key.startsWith(keyOf(folder)) || key.startsWith(keyOf(folder) + "/");
    }

    /** The key under which FileInstall knows a file, to the letter. */
    static String keyOf(Path file) {
        return file.toFile().getAbsoluteFile().toURI().toString();
    }

    /** What the files say, by the names of vaults. Of two for one vault, the first by its name counts. */
    Map<String, CfgFile> readAll() throws IOException {
        Map<String, CfgFile> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        Map<String, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(folder, VaultPid.FACTORY + "*.cfg")) {
            candidates.forEach(file -> found.put(file.getFileName().toString(), file));
        }
        found.forEach((fileName, file) -> {
            String vault = VaultPid.vaultOfFile(fileName).orElse(null);
            if (vault == null) {
                LOG.log(Level.WARNING, "''{0}'' is left out: that is no name for a vault", fileName);
            } else if (files.containsKey(vault)) {
                LOG.log(Level.WARNING, "''{0}'' is left out: there is another file for that vault", fileName);
            } else {
                CfgFile read = read(file);
                if (read != null) {
                    files.put(vault, read);
                }
            }
        });
        return files;
    }

    /** Nothing for a file that is gone meanwhile. */
    private CfgFile read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), encoding);
            return new CfgFile(keyOf(file), CfgReader.read(text, environment));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return problem(file, "the file cannot be read");
        } catch (IllegalArgumentException e) {
            return problem(file, e.getMessage());
        }
    }

    private static CfgFile problem(Path file, String problem) {
        return new CfgFile(keyOf(file), Map.of(VaultSettings.PROBLEM, problem));
    }

    /**
     * A file that was read.
     *
     * @param key under which FileInstall knows it
     */
    record CfgFile(String key, Map<String, String> values) {}
}
