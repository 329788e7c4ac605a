package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.openai.Api.Attached;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an {@link Entry} is in the attributes of a vector store file: strings and numbers, at most 16, each string of at most
 * 512 characters (the service's limits). What is longer goes on under the same name with a number.
 */
final class Attributes {

    /** Tells ours from those of others. */
    static final String MARK = "f9";
    static final String PATH = "path";

    private static final int LONGEST = 512;
    private static final String SIZE = "size";
    private static final String CREATED = "created";
    private static final String MODIFIED = "modified";
    private static final String GENERATION = "generation";
    private static final String TEXT = "text";
    private static final String CONTENT = "content";
    private static final String EXPIRES = "expires";
    private static final String BEAT = "heartbeat";

    private Attributes() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(MARK, entry.kind().name().toLowerCase(Locale.ROOT));
        putLong(attributes, PATH, entry.path());
        attributes.put(SIZE, entry.size());
        entry.created().ifPresent(time -> attributes.put(CREATED, time.toString()));
        entry.modified().ifPresent(time -> attributes.put(MODIFIED, time.toString()));
        attributes.put(GENERATION, entry.generation());
        entry.sums().forEach((algorithm, sum) -> attributes.put(algorithm.label(), sum));
        attributes.put(TEXT, entry.isText());
        putLong(attributes, CONTENT, entry.content().encoded());
        entry.expires().ifPresent(seconds -> attributes.put(EXPIRES, seconds));
        if (entry.kind() == Kind.INTENT) {
            attributes.put(BEAT, entry.beat());
        }
        return attributes;
    }

    private static void putLong(Map<String, Object> attributes, String name, String text) {
        int from = 0;
        for (int number = 1; from < text.length() || number == 1; number++) {
            int to = Math.min(text.length(), from + LONGEST);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            attributes.put(number == 1 ? name : name + "_" + number, text.substring(from, to));
            from = to;
        }
    }

    /** What an attached file is, if it is one of ours. */
    static Optional<Entry> read(Attached file) {
        return read(file.id(), file.attached(), file.attributes());
    }

    /** What the attributes tell of an entry of ours; nothing where they are those of somebody else, or damaged. */
    static Optional<Entry> read(String id, long attached, Map<String, Object> attributes) {
        Kind kind = kind(attributes.get(MARK));
        if (kind == null) {
            return Optional.empty();
        }
        try {
            String path = text(attributes, PATH);
            boolean isShown = kind == Kind.FILE || kind == Kind.DIRECTORY;
            if (isShown && (path.isEmpty() || !StorePath.parse(path).toString().equals(path))) {
                return Optional.empty();
            }
            return Optional.of(new Entry(id, kind, path, number(attributes, SIZE).orElse(0), time(attributes, CREATED),
                    time(attributes, MODIFIED), number(attributes, GENERATION).orElse(0), sums(attributes),
                    Boolean.TRUE.equals(attributes.get(TEXT)), Stored.decode(text(attributes, CONTENT)),
                    number(attributes, EXPIRES), number(attributes, BEAT).orElse(0), attached));
        } catch (RuntimeException e) {
            return Optional.empty(); // somebody has changed them by hand: then it is a file like any other
        }
    }

    /** Whether a path stands in one attribute, by which it can be searched for. */
    static boolean isWhole(String path) {
        return path.length() <= LONGEST;
    }

    private static Kind kind(Object mark) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.FOREIGN && kind.name().toLowerCase(Locale.ROOT).equals(mark)) {
                return kind;
            }
        }
        return null;
    }

    private static String text(Map<String, Object> attributes, String name) {
        StringBuilder text = new StringBuilder((String) attributes.get(name));
        for (int number = 2; attributes.get(name + "_" + number) instanceof String more; number++) {
            text.append(more);
        }
        return text.toString();
    }

    private static OptionalLong number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    private static Optional<Instant> time(Map<String, Object> attributes, String name) throws DateTimeException {
        return attributes.get(name) instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
    }

    private static Map<ChecksumAlgorithm, String> sums(Map<String, Object> attributes) {
        Map<ChecksumAlgorithm, String> sums = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : Digests.KNOWN) {
            if (attributes.get(algorithm.label()) instanceof String sum) {
                sums.put(algorithm, sum);
            }
        }
        return sums;
    }
}
