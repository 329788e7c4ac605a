package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contract once more, as short as it can be said: a map from path to content, in which a directory has none. It
 * knows nothing of stores, stages nothing and locks nothing, and shares no code with what it is compared with. For one
 * thread.
 */
final class ContractModel {

    private static final byte[] DIRECTORY = new byte[0];

    private final Map<String, byte[]> entries = new TreeMap<>();

    /** What the contract says an operation fails with. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String kind) {
            super(kind, null, false, false);
        }

        Refusal(Reason reason) {
            this("invalid operation, " + reason);
        }

        static Refusal notFound() {
            return new Refusal("not found");
        }

        static Refusal exists() {
            return new Refusal("already exists");
        }
    }

    private static String parse(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.replace('\\', '/').split("/")) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    throw new Refusal(Reason.OUTSIDE_ROOT);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }

    private static String parseEntry(String path) {
        String parsed = parse(path);
        if (parsed.isEmpty()) {
            throw new Refusal(Reason.IS_ROOT);
        }
        return parsed;
    }

    private boolean exists(String path) {
        return path.isEmpty() || entries.containsKey(path);
    }

    private boolean isDirectory(String path) {
        return path.isEmpty() || entries.get(path) == DIRECTORY;
    }

    private void require(String path) {
        if (!exists(path)) {
            throw Refusal.notFound();
        }
    }

    private void requireFile(String path) {
        require(path);
        if (isDirectory(path)) {
            throw new Refusal(Reason.IS_DIRECTORY);
        }
    }

    private void makeParents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            if (exists(parent) && !isDirectory(parent)) {
                throw new Refusal(Reason.NOT_DIRECTORY);
            }
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            entries.put(path.substring(0, slash), DIRECTORY);
        }
    }

    String create(String written, byte[] content, boolean overwrite) {
        String path = parseEntry(written);
        if (exists(path) && isDirectory(path)) {
            throw new Refusal(Reason.IS_DIRECTORY);
        }
        if (exists(path) && !overwrite) {
            throw Refusal.exists();
        }
        makeParents(path);
        entries.put(path, content.clone());
        return path;
    }

    String createDirectory(String written, boolean overwrite) {
        String path = parseEntry(written);
        if (exists(path) && !isDirectory(path)) {
            throw new Refusal(Reason.NOT_DIRECTORY);
        }
        if (exists(path) && !overwrite) {
            throw Refusal.exists();
        }
        makeParents(path);
        entries.put(path, DIRECTORY);
        return path;
    }

    String update(String written, byte[] content) {
        String path = parseEntry(written);
        requireFile(path);
        entries.put(path, content.clone());
        return path;
    }

    String append(String written, byte[] content) {
        String path = parseEntry(written);
        requireFile(path);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.writeBytes(entries.get(path));
        longer.writeBytes(content);
        entries.put(path, longer.toByteArray());
        return path;
    }

    String delete(String written, boolean recursive) {
        String path = parseEntry(written);
        require(path);
        if (!recursive && !below(path).isEmpty()) {
            throw new Refusal(Reason.NOT_EMPTY);
        }
        entries.keySet().removeAll(below(path));
        entries.remove(path);
        return path;
    }

    String move(String from, String to, boolean overwrite) {
        String target = copy(from, to, overwrite);
        delete(from, true);
        return target;
    }

    String copy(String writtenFrom, String writtenTo, boolean overwrite) {
        String from = parseEntry(writtenFrom);
        String to = parseEntry(writtenTo);
        require(from);
        if (to.equals(from) || to.startsWith(from + "/")) {
            throw new Refusal(Reason.INTO_ITSELF);
        }
        if (exists(to) && isDirectory(to)) {
            throw new Refusal(Reason.IS_DIRECTORY);
        }
        if (exists(to) && !overwrite) {
            throw Refusal.exists();
        }
        if (exists(to) && isDirectory(from)) {
            throw new Refusal(Reason.NOT_DIRECTORY);
        }
        makeParents(to);
        for (String path : below(from)) {
            entries.put(to + path.substring(from.length()), entries.get(path));
        }
        entries.put(to, entries.get(from));
        return to;
    }

    byte[] read(String written) {
        String path = parse(written);
        requireFile(path);
        return entries.get(path);
    }

    String info(String written) {
        String path = parse(written);
        require(path);
        return isDirectory(path) ? path + " directory" : path + " file of " + entries.get(path).length;
    }

    boolean isThere(String written) {
        return exists(parse(written));
    }

    /** Sorted by code point, as the test data stays below the surrogates, or alone in its directory. */
    List<String> list(String written) {
        String path = parse(written);
        require(path);
        if (!isDirectory(path)) {
            throw new Refusal(Reason.NOT_DIRECTORY);
        }
        int names = path.isEmpty() ? 0 : path.length() + 1;
        return below(path).stream().filter(child -> child.indexOf('/', names) < 0).toList();
    }

    private List<String> below(String path) {
        return new ArrayList<>(entries.keySet().stream()
                .filter(candidate -> path.isEmpty() || candidate.startsWith(path + "/")).toList());
    }

    List<String> glob(String pattern) {
        NaiveGlob glob = new NaiveGlob(pattern);
        return entries.keySet().stream().filter(path -> !isDirectory(path) && glob.matches(path)).toList();
    }

    List<String> globDirectories(String pattern) {
        NaiveGlob glob = new NaiveGlob(pattern);
        return entries.keySet().stream().filter(path -> isDirectory(path) && glob.matches(path)).toList();
    }

    /** Every path with its content; directories have none. */
    Map<String, byte[]> entries() {
        return entries;
    }

    static boolean isDirectory(byte[] content) {
        return content == DIRECTORY;
    }
}
