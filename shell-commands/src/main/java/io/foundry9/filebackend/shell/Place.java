package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.Optional;

/**
 * An entry of a vault, whether it is there or not, and the way to ask the vault for it: whatever fails comes out as one
 * line for people. Immutable.
 *
 * @param vault the vault's name
 * @param path where it is in the vault
 * @param directory whether the user wrote it as one, with a {@code /} at the end
 */
record Place(String vault, FileBackend backend, Problems problems, StorePath path, boolean directory) implements Side {

    /** Something that is asked of a vault. */
    @FunctionalInterface
    interface Request<T> {
        T of(FileBackend backend) throws IOException;
    }

    /** Asks the vault. */
    <T> T ask(Request<T> request) {
        try {
            return request.of(backend);
        } catch (FileBackendException | IOException e) {
            throw failed(e);
        }
    }

    /** Asks the vault to make something here. */
    <T> T make(Request<T> request) {
        try {
            return request.of(backend);
        } catch (FileBackendException | IOException e) {
            throw problems.into(vault, e);
        }
    }

    /** Asks the vault to take something in; if that could not be read, the source tells why. */
    <T> T take(Side source, Request<T> request) {
        return make(backend -> {
            try {
                return request.of(backend);
            } catch (StorageException e) {
                throw source.blamed(e);
            }
        });
    }

    @Override
    public CommandFailure failed(Throwable failure) {
        return problems.in(vault, failure);
    }

    /** What is there, if anything is. */
    Optional<FileInfo> lookUp() {
        return ask(vaults -> {
            try {
                return Optional.of(vaults.info(canonical()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    FileInfo info() {
        return ask(vaults -> vaults.info(canonical()));
    }

    boolean isDirectory() {
        return lookUp().filter(FileInfo::isDirectory).isPresent();
    }

    /** Where something of that name goes when it is sent here: into a directory, else to this very place. */
    Place forEntry(String name) {
        return !name.isEmpty() && (directory || isDirectory()) ? resolve(name) : this;
    }

    /** For what can only go into a directory, or make one. */
    void requireDirectoryOrNothing() {
        if (lookUp().filter(info -> !info.isDirectory()).isPresent()) {
            throw new CommandFailure(this + ": is not a directory; name one, or a path where nothing is");
        }
    }

    /** The canonical path, as every operation takes and every listing shows it. */
    String canonical() {
        return path.toString();
    }

    /** Another entry of the same vault. */
    Place at(StorePath other) {
        return new Place(vault, backend, problems, other, false);
    }

    Place at(String canonical) {
        return at(StorePath.parse(canonical));
    }

    /** The entry of that name in this directory. */
    Place resolve(String name) {
        return ask(vaults -> at(path.resolve(name)));
    }

    /** The entry that lies here as {@code relative} lies below the root. */
    Place resolve(StorePath relative) {
        return ask(vaults -> at(relative.rebase(StorePath.ROOT, path)));
    }

    /** Where an entry below {@code top} is, seen from there. */
    StorePath below(Place top) {
        return path.rebase(top.path, StorePath.ROOT);
    }

    boolean sharesVaultWith(Place other) {
        return vault.equals(other.vault);
    }

    /** As the user would write it. */
    @Override
    public String toString() {
        return vault + ":/" + path;
    }
}
