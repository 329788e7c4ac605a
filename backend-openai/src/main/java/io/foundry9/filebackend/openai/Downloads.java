package io.foundry9.filebackend.openai;

import java.util.Locale;
import java.util.Optional;

/**
 * What the service gives back, and so where bytes are kept. Immutable.
 *
 * @param kind the way
 * @param purpose of the files that hold the bytes; only with {@link Kind#COMPANION}
 */
record Downloads(Kind kind, String purpose) {

    /** The ways to get bytes back. */
    enum Kind {
        /** What is attached can be downloaded itself. */
        DIRECT,
        /** Only files of another purpose can be downloaded, which are kept beside what is attached. */
        COMPANION,
        /** Nothing can be downloaded: there is the text as the service has parsed it, and no more. */
        PARSED
    }

    static final Downloads DIRECT = new Downloads(Kind.DIRECT, "");
    static final Downloads PARSED = new Downloads(Kind.PARSED, "");

    static Downloads companion(String purpose) {
        return new Downloads(Kind.COMPANION, purpose);
    }

    /** As it is noted on the vector store, so that it is found out once. */
    String encoded() {
        return kind == Kind.COMPANION ? "companion " + purpose : kind.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Downloads> decode(String text) {
        if (text.startsWith("companion ")) {
            return Optional.of(companion(text.substring("companion ".length())));
        }
        return switch (text) {
            case "direct" -> Optional.of(DIRECT);
            case "parsed" -> Optional.of(PARSED);
            default -> Optional.empty();
        };
    }
}
