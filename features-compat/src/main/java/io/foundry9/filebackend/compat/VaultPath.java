package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.spi.CodePointOrder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A path in a vault: names joined by {@code /}, absolute where it begins with one. {@code .} and {@code ..} are names
 * until it is normalized. Immutable.
 */
final class VaultPath implements Path {

    private static final String PARENT = "..";
    private static final String SELF = ".";

    private final VaultFileSystem fileSystem;
    private final boolean absolute;

    /** None for the root; one that is empty for the empty path. */
    private final List<String> names;

    private final String text;

    VaultPath(VaultFileSystem fileSystem, boolean absolute, List<String> names) {
        this.fileSystem = fileSystem;
        this.absolute = absolute;
        this.names = names.isEmpty() && !absolute ? List.of("") : List.copyOf(names);
        this.text = (absolute ? "/" : "") + String.join("/", this.names);
    }

    /** The path of a vault that someone has handed in. */
    static VaultPath of(Path path) {
        if (Objects.requireNonNull(path, "path") instanceof VaultPath own) {
            return own;
        }
        throw new ProviderMismatchException("this is no path in a vault");
    }

    /** The path as the backend takes it. */
    String inBackend() {
        return String.join("/", toAbsolutePath().normalize().names);
    }

    boolean isRoot() {
        return toAbsolutePath().normalize().names.isEmpty();
    }

    private boolean isEmpty() {
        return text.isEmpty();
    }

    private VaultPath with(boolean nowAbsolute, List<String> otherNames) {
        return new VaultPath(fileSystem, nowAbsolute, otherNames);
    }

    private VaultPath ours(Path other) {
        VaultPath path = of(other);
        if (path.fileSystem != fileSystem) {
            throw new ProviderMismatchException("this is a path in another vault");
        }
        return path;
    }

    /** The other path if it lies in the same file system. */
    private VaultPath comparable(Path other) {
        return Objects.requireNonNull(other, "other") instanceof VaultPath path && path.fileSystem == fileSystem
                ? path
                : null;
    }

    @Override
    public VaultFileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public VaultPath getRoot() {
        return absolute ? with(true, List.of()) : null;
    }

    @Override
    public VaultPath getFileName() {
        return names.isEmpty() ? null : with(false, names.subList(names.size() - 1, names.size()));
    }

    @Override
    public VaultPath getParent() {
        if (names.isEmpty() || names.size() == 1 && !absolute) {
            return null;
        }
        return with(absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public VaultPath getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public VaultPath subpath(int begin, int end) {
        if (begin < 0 || begin >= end || end > names.size()) {
            throw new IllegalArgumentException("no names from " + begin + " to " + end + " in " + names.size());
        }
        return with(false, names.subList(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        VaultPath start = comparable(other);
        return start != null && start.absolute == absolute && start.names.size() <= names.size()
                && names.subList(0, start.names.size()).equals(start.names);
    }

    @Override
    public boolean endsWith(Path other) {
        VaultPath end = comparable(other);
        if (end == null || end.absolute) {
            return end != null && end.text.equals(text);
        }
        int from = names.size() - end.names.size();
        return from >= 0 && names.subList(from, names.size()).equals(end.names);
    }

    @Override
    public VaultPath normalize() {
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            boolean up = name.equals(PARENT);
            if (up && !kept.isEmpty() && !kept.get(kept.size() - 1).equals(PARENT)) {
                kept.remove(kept.size() - 1);
            } else if (up ? !absolute : !name.equals(SELF) && !name.isEmpty()) {
                kept.add(name);
            }
        }
        return kept.equals(names) ? this : with(absolute, kept);
    }

    @Override
    public VaultPath resolve(Path other) {
        VaultPath below = ours(other);
        if (below.absolute || isEmpty()) {
            return below;
        }
        return below.isEmpty() ? this : with(absolute, concat(names, below.names));
    }

    VaultPath child(String name) {
        return isEmpty() ? with(false, List.of(name)) : with(absolute, concat(names, List.of(name)));
    }

    private static List<String> concat(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    @Override
    public VaultPath relativize(Path other) {
        VaultPath target = ours(other);
        if (target.absolute != absolute) {
            throw new IllegalArgumentException("one of the paths is absolute and the other is not");
        }
        List<String> from = isEmpty() ? List.of() : names;
        List<String> to = target.isEmpty() ? List.of() : target.names;
        int common = 0;
        while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> steps = new ArrayList<>();
        for (String name : from.subList(common, from.size())) {
            if (name.equals(PARENT)) {
                throw new IllegalArgumentException("a path with '..' has no relative path; normalize it first");
            }
            if (!name.equals(SELF)) {
                steps.add(PARENT);
            }
        }
        steps.addAll(to.subList(common, to.size()));
        return with(false, steps);
    }

    /** The URI of the absolute path; {@link Path#of(URI)} gives that back where the file system is found by its name. */
    @Override
    public URI toUri() {
        return VaultUri.of(fileSystem.name(), toAbsolutePath().text);
    }

    @Override
    public VaultPath toAbsolutePath() {
        return absolute ? this : with(true, isEmpty() ? List.of() : names);
    }

    /** The absolute normalized path, if something is there. Where links lead is not told by a backend. */
    @Override
    public VaultPath toRealPath(LinkOption... options) throws IOException {
        VaultPath real = toAbsolutePath().normalize();
        Entries.require(real);
        return real;
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("a vault cannot be watched");
    }

    /** By the code points of the text; then by the name of the vault. */
    @Override
    public int compareTo(Path other) {
        VaultPath path = (VaultPath) other;
        int order = CodePointOrder.compare(text, path.text);
        return order != 0 ? order : fileSystem.name().compareTo(path.fileSystem.name());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultPath path && path.fileSystem == fileSystem && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
