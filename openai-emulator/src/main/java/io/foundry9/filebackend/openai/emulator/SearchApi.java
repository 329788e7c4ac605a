package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code /vector_stores/{id}/search}: one result per file, with its best passages. Only completed files are found. Runs
 * under the lock of {@link Service}.
 */
final class SearchApi {
    private static final int RESULTS = 10;
    private static final int MOST_RESULTS = 50;
    private static final int PASSAGES = 3;
    private static final Set<String> FILLING = Set.of("a", "an", "and", "are", "by", "can", "do", "does", "for", "how",
            "i", "in", "is", "it", "me", "my", "of", "on", "or", "please", "tell", "the", "to", "what", "when", "where",
            "which", "who", "why", "with", "you");

    private final VectorStores stores;
    private final EmulatorClock clock;
    private final boolean strict;

    private record Result(StoreFile file, List<Ranking.Scored> passages) {
        double score() {
            return passages.get(0).score();
        }
    }

    SearchApi(VectorStores stores, EmulatorClock clock, boolean strict) {
        this.stores = stores;
        this.clock = clock;
        this.strict = strict;
    }

    Reply search(Call call) {
        VectorStore store = stores.inUse(call.id());
        JsonFields body = call.fields(strict).only("query", "rewrite_query", "max_num_results", "filters",
                "ranking_options");
        List<String> queries = queries(body);
        long most = body.integer("max_num_results", 1, MOST_RESULTS).orElse((long) RESULTS);
        double threshold = threshold(body);
        List<Result> results = results(candidates(store, SearchFilter.in(body)), queries, threshold);
        return Reply.ok(page(queries, results.stream().limit(most).toList()));
    }

    private List<String> queries(JsonFields body) {
        JsonNode query = body.required("query");
        List<String> queries = query.isArray() ? body.texts("query", Integer.MAX_VALUE)
                : List.of(body.requiredText("query"));
        return body.flag("rewrite_query") ? queries.stream().map(SearchApi::rewritten).toList() : queries;
    }

    private static String rewritten(String query) {
        String words = PassageIndex.words(query).stream().filter(word -> !FILLING.contains(word))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? query : words;
    }

    private static double threshold(JsonFields body) {
        JsonFields options = body.object("ranking_options").orElse(null);
        if (options == null) {
            return 0;
        }
        options.only("ranker", "score_threshold").oneOf("ranker", "none", "auto", "default-2024-11-15");
        double threshold = options.number("score_threshold").orElse(0.0);
        if (threshold < 0 || threshold > 1) {
            throw ApiException.badRequest(
                    "Invalid 'ranking_options.score_threshold': expected a value between 0 and 1.",
                    "ranking_options.score_threshold", "decimal_out_of_range");
        }
        return threshold;
    }

    private List<StoreFile> candidates(VectorStore store, Predicate<ObjectNode> filter) {
        Instant now = clock.now();
        return store.files().values().stream().filter(file -> file.hasText(now) && filter.test(file.attributes()))
                .toList();
    }

    private static List<Result> results(List<StoreFile> candidates, List<String> queries, double threshold) {
        Ranking ranking = new Ranking(candidates.stream().map(StoreFile::index).toList());
        List<Result> results = new ArrayList<>();
        for (StoreFile file : candidates) {
            List<Ranking.Scored> passages = ranking.rank(file.index(), queries);
            if (!passages.isEmpty() && passages.get(0).score() >= threshold) {
                results.add(new Result(file, passages));
            }
        }
        results.sort(Comparator.comparingDouble(Result::score).reversed());
        return results;
    }

    private static ObjectNode page(List<String> queries, List<Result> results) {
        ObjectNode page = Json.object().put("object", "vector_store.search_results.page");
        ArrayNode asked = page.putArray("search_query");
        queries.forEach(asked::add);
        ArrayNode data = page.putArray("data");
        results.forEach(result -> data.add(json(result)));
        return page.put("has_more", false).putNull("next_page");
    }

    private static ObjectNode json(Result result) {
        ObjectNode json = Json.object().put("file_id", result.file().id())
                .put("filename", result.file().file().filename()).put("score", result.score());
        json.set("attributes", result.file().attributes());
        ArrayNode content = json.putArray("content");
        result.passages().stream().limit(PASSAGES)
                .forEach(passage -> content.addObject().put("type", "text").put("text", passage.text()));
        return json;
    }
}
