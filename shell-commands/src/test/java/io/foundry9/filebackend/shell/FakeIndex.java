package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.SearchOptions;
import io.foundry9.filebackend.ext.Searchable;
import java.util.ArrayList;
import java.util.List;

/** An index whose answer the test makes up; it notes what it is asked. For one thread. */
final class FakeIndex implements Searchable {

    final List<String> asked = new ArrayList<>();
    final List<SearchHit> hits = new ArrayList<>();
    RuntimeException failure;

    FakeIndex with(String path, double score, String passage) {
        hits.add(new SearchHit(path, score, passage));
        return this;
    }

    @Override
    public List<SearchHit> search(String question, SearchOptions options) {
        asked.add(question + " " + options.limit() + " " + options.lowestScore()
                + options.within().map(glob -> " " + glob).orElse(""));
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(hits);
    }
}
