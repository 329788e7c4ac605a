package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How a file is cut into passages: their size and how much neighbours share, in tokens. */
record Chunking(int size, int overlap) {
    private static final int SMALLEST = 100;
    private static final int LARGEST = 4096;

    static final Chunking AUTO = new Chunking(800, 400);

    /** What {@code chunking_strategy} says in the request; auto when it says nothing. */
    static Chunking in(JsonFields request) {
        Optional<JsonFields> strategy = request.object("chunking_strategy");
        return strategy.map(Chunking::of).orElse(AUTO);
    }

    private static Chunking of(JsonFields strategy) {
        strategy.requiredText("type");
        if (strategy.oneOf("type", "auto", "static").orElseThrow().equals("auto")) {
            strategy.only("type");
            return AUTO;
        }
        strategy.only("type", "static");
        strategy.required("static");
        JsonFields sizes = strategy.object("static").orElseThrow().only("max_chunk_size_tokens",
                "chunk_overlap_tokens");
        sizes.required("max_chunk_size_tokens");
        sizes.required("chunk_overlap_tokens");
        long size = sizes.integer("max_chunk_size_tokens", SMALLEST, LARGEST).orElseThrow();
        long overlap = sizes.integer("chunk_overlap_tokens", 0, size / 2).orElseThrow();
        return new Chunking((int) size, (int) overlap);
    }

    ObjectNode json() {
        ObjectNode sizes = Json.object().put("max_chunk_size_tokens", size).put("chunk_overlap_tokens", overlap);
        return Json.object().put("type", "static").set("static", sizes);
    }
}
