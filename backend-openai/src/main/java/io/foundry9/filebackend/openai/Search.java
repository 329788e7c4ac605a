package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.Glob;
import io.foundry9.filebackend.core.Calls;
import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.SearchOptions;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.openai.Api.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the vector store's index. Safe for use by many threads. */
final class Search implements Searchable {

    /** The service gives no more passages at once. */
    private static final int MOST = 50;

    /** Up to so many paths are named in the request; among more, what fits is picked from the best passages of all. */
    private static final int MOST_PATHS = 100;

    private final String storeId;
    private final Service service;
    private final Listings listings;

    /** Tells what is there. */
    interface Listings {
        Listing now() throws IOException;
    }

    Search(String storeId, Service service, Listings listings) {
        this.storeId = storeId;
        this.service = service;
        this.listings = listings;
    }

    @Override
    public List<SearchHit> search(String question, SearchOptions options) {
        if (question.isBlank()) {
            throw new IllegalArgumentException("the question is blank");
        }
        return Calls.run("search", "", () -> Trouble.at("", () -> ask(question, options)));
    }

    private List<SearchHit> ask(String question, SearchOptions options) throws IOException {
        Listing listing = listings.now();
        List<String> within = options.within().map(glob -> paths(listing, glob)).orElse(List.of());
        if (options.within().isPresent() && within.isEmpty()) {
            return List.of();
        }
        boolean isNamed = !within.isEmpty() && within.size() <= MOST_PATHS
                && within.stream().allMatch(Attributes::isWhole);
        int limit = within.isEmpty() || isNamed ? options.limit() : MOST;
        List<SearchHit> hits = new ArrayList<>();
        for (Found found : service.search(storeId, question, limit, options.lowestScore(),
                isNamed ? within : List.of())) {
            Optional<String> path = listing.pathOf(found.fileId())
                    .filter(one -> options.within().map(glob -> glob.matches(one)).orElse(true));
            if (path.isPresent() && found.score() >= options.lowestScore() && hits.size() < options.limit()) {
                hits.add(new SearchHit(path.get(), found.score(), found.passage()));
            }
        }
        return hits;
    }

    private static List<String> paths(Listing listing, Glob glob) {
        return listing.byPath().values().stream()
                .filter(entry -> !entry.isDirectory() && glob.matches(entry.path()))
                .map(Entry::path)
                .toList();
    }
}
