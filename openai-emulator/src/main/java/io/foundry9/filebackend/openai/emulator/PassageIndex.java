package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The passages of one file and the words in them. A token is a run of what is not white space; passages overlap as the
 * chunking says. Only the first million characters of a file can be found by a search.
 */
final class PassageIndex {
    private static final int SEARCHABLE = 1_000_000;
    private static final Pattern TOKEN = Pattern.compile("\\S+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final List<Passage> passages = new ArrayList<>();

    /** A piece of text, with how often it has which word. */
    record Passage(String text, Map<String, Integer> words, int length) {
        static Passage of(String text) {
            Map<String, Integer> words = new HashMap<>();
            List<String> all = PassageIndex.words(text);
            all.forEach(word -> words.merge(word, 1, Integer::sum));
            return new Passage(text, words, all.size());
        }
    }

    static PassageIndex of(ParsedText text, Chunking chunking) {
        try (Reader reader = text.open()) {
            return new PassageIndex(start(reader), chunking);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PassageIndex(String text, Chunking chunking) {
        List<int[]> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find();) {
            tokens.add(new int[] {matcher.start(), matcher.end()});
        }
        int step = chunking.size() - chunking.overlap();
        for (int from = 0; from < tokens.size(); from += step) {
            int to = Math.min(from + chunking.size(), tokens.size());
            passages.add(Passage.of(text.substring(tokens.get(from)[0], tokens.get(to - 1)[1])));
            if (to == tokens.size()) {
                break;
            }
        }
    }

    List<Passage> passages() {
        return passages;
    }

    /** Letters and digits in lower case. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (Matcher matcher = WORD.matcher(text); matcher.find();) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static String start(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1 << 13];
        for (int n = reader.read(buffer); n >= 0 && text.length() < SEARCHABLE; n = reader.read(buffer)) {
            text.append(buffer, 0, n);
        }
        return text.toString();
    }
}
