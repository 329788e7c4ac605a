package io.foundry9.filebackend.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the bytes of an entry lie. Immutable.
 *
 * @param form how they are kept
 * @param partSize how many bytes each part but the last holds; 0 where there are no parts
 * @param parts the ids of the files that hold them, in order
 */
record Stored(Form form, long partSize, List<String> parts) {

    /** How bytes are kept. */
    enum Form {
        /** There are none. */
        NOTHING("none"),
        /** In the attached file itself, which can be downloaded. */
        ITSELF("self"),
        /** In the text of the attached file, as the service has parsed it. */
        PARSED("parsed"),
        /** In files of their own, as {@link PartEncoder} writes them. */
        PARTS("parts");

        private final String word;

        Form(String word) {
            this.word = word;
        }
    }

    /** How many ids fit into the attributes that are left for them. */
    static final int MOST_PARTS = 48;

    static final Stored NOTHING = new Stored(Form.NOTHING, 0, List.of());
    static final Stored ITSELF = new Stored(Form.ITSELF, 0, List.of());
    static final Stored PARSED = new Stored(Form.PARSED, 0, List.of());

    private static final Pattern SPACE = Pattern.compile(" ");

    Stored {
        parts = List.copyOf(parts);
    }

    static Stored parts(long partSize, List<String> parts) {
        return new Stored(Form.PARTS, partSize, parts);
    }

    /** As it stands in the attributes. */
    String encoded() {
        if (form != Form.PARTS) {
            return form.word;
        }
        List<String> words = new ArrayList<>(List.of(form.word, Long.toString(partSize)));
        words.addAll(parts);
        return String.join(" ", words);
    }

    /** @throws IllegalArgumentException it is nothing that {@link #encoded} writes */
    static Stored decode(String text) {
        String[] words = SPACE.split(text, -1);
        for (Form form : Form.values()) {
            boolean fits = form == Form.PARTS ? words.length > 2 : words.length == 1;
            if (fits && form.word.equals(words[0])) {
                return form == Form.PARTS
                        ? parts(Long.parseLong(words[1]), List.of(words).subList(2, words.length))
                        : new Stored(form, 0, List.of());
            }
        }
        throw new IllegalArgumentException("no place of content");
    }
}
