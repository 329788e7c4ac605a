package io.foundry9.filebackend.openai.emulator;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranks passages by BM25 over all passages of a search. A score is divided by the largest that the query could ever
 * reach, and so lies between 0 and 1. The live service ranks by meaning; this ranks by words, honestly.
 */
final class Ranking {
    private static final double SATURATION = 1.2;
    private static final double LENGTH_WEIGHT = 0.75;

    private final int passages;
    private final double averageLength;
    private final Map<String, Long> passagesWithWord;

    /** A passage with its score. */
    record Scored(String text, double score) {
    }

    Ranking(Collection<PassageIndex> indexes) {
        List<PassageIndex.Passage> all = indexes.stream().flatMap(index -> index.passages().stream()).toList();
        passages = all.size();
        averageLength = all.stream().mapToInt(PassageIndex.Passage::length).average().orElse(1);
        passagesWithWord = all.stream().flatMap(passage -> passage.words().keySet().stream())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    }

    /** The passages that have anything of a query, the best first; of several queries the best counts. */
    List<Scored> rank(PassageIndex index, List<String> queries) {
        List<Set<String>> wanted = queries.stream().map(query -> (Set<String>) new HashSet<>(
                PassageIndex.words(query))).toList();
        return index.passages().stream().map(passage -> new Scored(passage.text(), best(passage, wanted)))
                .filter(scored -> scored.score() > 0).sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
    }

    private double best(PassageIndex.Passage passage, List<Set<String>> queries) {
        return queries.stream().mapToDouble(words -> score(passage, words)).max().orElse(0);
    }

    private double score(PassageIndex.Passage passage, Set<String> words) {
        double score = 0;
        double largest = 0;
        double norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * passage.length() / averageLength);
        for (String word : words) {
            double weight = weight(word);
            int count = passage.words().getOrDefault(word, 0);
            score += weight * count * (SATURATION + 1) / (count + norm);
            largest += weight * (SATURATION + 1);
        }
        return largest == 0 ? 0 : score / largest;
    }

    private double weight(String word) {
        long having = passagesWithWord.getOrDefault(word, 0L);
        return Math.log(1 + (passages - having + 0.5) / (having + 0.5));
    }
}
