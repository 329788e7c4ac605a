package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.spi.ReservedNames;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.util.QuotedString;

/**
 * A path as git stores it: names that are any bytes, with {@code /} between them. Not each of them is a path here. Ordered
 * by its bytes; immutable.
 */
final class RawPath implements Comparable<RawPath> {

    static final RawPath ROOT = new RawPath(new byte[0]);

    /** The folders that are git's and ours. */
    static final Set<String> RESERVED = Set.of(".git", ".f9");

    private static final ReservedNames RESERVED_NAMES = ReservedNames.of(RESERVED);
    private static final String ID_PREFIX = "id:";
    private static final int ID_BYTES = 6;
    private static final int MOST_NAMED = 4;

    private final byte[] bytes;

    private RawPath(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes which the path owns from now on */
    static RawPath of(byte[] bytes) {
        return new RawPath(bytes);
    }

    static RawPath of(StorePath path) {
        return new RawPath(path.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Its own; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    boolean isRoot() {
        return bytes.length == 0;
    }

    RawPath resolve(byte[] name) {
        if (isRoot()) {
            return new RawPath(name);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + name.length);
        longer[bytes.length] = '/';
        System.arraycopy(name, 0, longer, bytes.length + 1, name.length);
        return new RawPath(longer);
    }

    /** Whether its last name is this. */
    boolean isNamed(byte[] name) {
        int start = bytes.length - name.length;
        return start >= 0 && Arrays.equals(bytes, start, bytes.length, name, 0, name.length)
                && (start == 0 || bytes[start - 1] == '/');
    }

    /** The directory that it is in. */
    RawPath parent() {
        for (int i = bytes.length - 1; i > 0; i--) {
            if (bytes[i] == '/') {
                return new RawPath(Arrays.copyOf(bytes, i));
            }
        }
        return ROOT;
    }

    /** Whether it is this directory, or lies below it. */
    boolean startsWith(RawPath directory) {
        int length = directory.bytes.length;
        return length == 0 || bytes.length >= length
                && Arrays.equals(bytes, 0, length, directory.bytes, 0, length)
                && (bytes.length == length || bytes[length] == '/');
    }

    /** The same path here, if it can be one: in UTF-8, of names that are allowed, and not one of git's own or ours. */
    Optional<StorePath> storePath() {
        String text = strictText();
        if (text == null || bytes.length > Capabilities.LONGEST_PATH) {
            return Optional.empty();
        }
        for (String name : text.split("/", -1)) {
            if (!StorePath.isSegment(name) || RESERVED_NAMES.matches(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(StorePath.parse(text));
    }

    /** As JGit and the JDK show it: what is not UTF-8 is replaced. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String strictText() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** For people: as it is, or in quotes and with escapes as git writes it. */
    String display() {
        return storePath().map(StorePath::toString)
                .orElseGet(() -> QuotedString.GIT_PATH.quote(text()));
    }

    /** The first of some paths, and how many more there are. */
    static String names(List<RawPath> paths) {
        String first = String.join(", ", paths.stream().limit(MOST_NAMED).map(RawPath::display).toList());
        return paths.size() > MOST_NAMED ? first + " and " + (paths.size() - MOST_NAMED) + " more" : first;
    }

    /** What commands take: the path, or an id where it is no path here. */
    String id() {
        return storePath().map(StorePath::toString).orElseGet(() -> {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return ID_PREFIX + HexFormat.of().formatHex(digest, 0, ID_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has it", e);
            }
        });
    }

    @Override
    public int compareTo(RawPath other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawPath path && Arrays.equals(bytes, path.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return display();
    }
}
