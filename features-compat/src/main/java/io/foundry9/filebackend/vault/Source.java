package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.spi.BackendUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a vault's backend comes from: a URI, or nowhere that is known by name (registered as an object, or configured
 * wrongly). It may hold a secret, which {@link #toString} and {@link #shown} don't. Immutable.
 *
 * @param uri as it was given
 * @param configured whether it comes from a configuration, which has to be free of secrets and of relative paths
 */
record Source(Optional<String> uri, boolean configured) {

    static final Source OBJECT = new Source(Optional.empty(), false);

    static Source of(String uri, boolean configured) {
        return new Source(Optional.of(uri), configured);
    }

    /** In lower case; nothing where the URI cannot be read. */
    Optional<String> scheme() {
        return parsed().map(BackendUri::scheme);
    }

    private Optional<BackendUri> parsed() {
        try {
            return uri.map(BackendUri::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The URI as it may be shown; nothing where it cannot be read. */
    Optional<String> shown(Optional<List<Parameter>> known) {
        return parsed().map(read -> known.map(read::redacted).orElseGet(read::toString));
    }

    /**
     * Checks what goes beyond the syntax of a URI.
     *
     * @throws IllegalArgumentException a configuration may not hold this
     */
    void check(BackendUri read, List<Parameter> known) {
        if (!configured) {
            return;
        }
        if (read.hasSecretInClear(known)) {
            throw new IllegalArgumentException("a configuration must not hold a secret in clear; give it by reference,"
                    + " as env:NAME or file:/path");
        }
        if (read.scheme().equals("file") && !read.authority().isEmpty()
                && !read.authority().equalsIgnoreCase("localhost")) { // that is refused with a hint of its own
            throw new IllegalArgumentException("a relative path means nothing in a configuration; write it in full, as"
                    + " in file:///some/dir");
        }
    }

    /**
     * Checks that content which is copied to another place doesn't become part of what is copied.
     *
     * @throws IllegalArgumentException one directory lies in the other
     */
    void checkBeside(Source other) {
        Optional<Path> here = directory();
        Optional<Path> there = other.directory();
        if (here.isPresent() && there.isPresent() && !here.equals(there)
                && (here.get().startsWith(there.get()) || there.get().startsWith(here.get()))) {
            throw new IllegalArgumentException("one place lies inside the other, so its content cannot go along");
        }
    }

    private Optional<Path> directory() {
        return parsed().filter(read -> read.scheme().equals("file") && read.authority().isEmpty())
                .map(read -> real(Path.of(read.path()).normalize()));
    }

    /** Without the links that lead to it, as far as it is there. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    @Override
    public String toString() {
        return shown(Optional.empty()).orElse("(no URI)");
    }
}
