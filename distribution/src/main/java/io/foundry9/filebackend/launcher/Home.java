package io.foundry9.filebackend.launcher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;

/**
 * The folder in which the state of a platform lives. What is in it belongs to the user but for {@code run}, which comes
 * and goes with the processes. Any number of processes may share a home; this class only creates, never changes.
 *
 * <pre>
 * etc/      one .cfg file per vault, and whatever else is configured: the only truth
 * deploy/   bundles dropped in
 * files/    what the vault "home" holds
 * git/      work trees of git repositories for which no place is named
 * cache/    what can be found out again
 * run/      one folder per process that stays
 * history   what was typed in the console
 * </pre>
 */
final class Home {
    /** Its URI is taken from the home itself, so that a home can be moved as a whole. */
    private static final String HOME_VAULT = """
            # The vault that is there from the start: the folder "files" of this home.
            uri = ${f9.home.uri}/files?create_root=true
            """;

    private final Path root;

    private Home(Path root) {
        this.root = root;
    }

    /** The home at a place, made ready if it is new. */
    static Home at(Path root) throws IOException {
        make(root);
        Home home = new Home(root.toRealPath());
        if (!Files.exists(home.etc())) {
            home.firstStart();
        }
        for (Path folder : List.of(home.deploy(), home.run())) {
            if (!Files.exists(folder) && Files.isWritable(home.root)) {
                Files.createDirectories(folder);
            }
        }
        return home;
    }

    /** Its place may be one that nobody has chosen, such as the folder of a program that only root can write. */
    private static void make(Path root) throws IOException {
        try {
            Files.createDirectories(root);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new IOException("cannot make the home " + Status.text(e) + "; --home or F9_HOME names another", e);
        }
    }

    /** The vault's file is there as soon as {@code etc} is: whoever removes the vault will not get it back. */
    private void firstStart() throws IOException {
        Path prepared = Files.createDirectory(root.resolve(".etc-" + UUID.randomUUID()));
        Path vault = prepared.resolve("io.foundry9.filebackend.vault~home.cfg");
        try {
            Files.writeString(vault, HOME_VAULT);
            Files.move(prepared, etc());
        } catch (FileSystemException e) {
            Files.deleteIfExists(vault);
            Files.deleteIfExists(prepared);
            if (!Files.isDirectory(etc())) { // else another process was faster
                throw e;
            }
        }
    }

    Path root() {
        return root;
    }

    /** The root as a URI without a slash at its end. */
    String uri() {
        String uri = root.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    Path etc() {
        return root.resolve("etc");
    }

    Path deploy() {
        return root.resolve("deploy");
    }

    /** A place for what processes write while they run; there if the home can be written. */
    Path run() {
        return root.resolve("run");
    }

    Path git() {
        return root.resolve("git");
    }

    Path history() {
        return root.resolve("history");
    }

    /** What is typed is nobody else's business. */
    void prepareHistory() throws IOException {
        if (Files.getFileStore(root).supportsFileAttributeView(PosixFileAttributeView.class)
                && Files.isWritable(root) && !Files.exists(history())) {
            try {
                Files.createFile(history(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                return; // another console was faster
            }
        }
    }
}
