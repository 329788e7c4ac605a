package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Holds what is said against somebody else's description of the service. Safe for threads. */
interface Checker {
    /** Finds nothing. */
    Checker NONE = new Checker() {
        @Override
        public void unknown(String route) {
            // Nothing to hold it against.
        }

        @Override
        public void request(Route route, Query query, Optional<JsonNode> json) {
            // Nothing to hold it against.
        }

        @Override
        public void response(Route route, Reply reply) {
            // Nothing to hold it against.
        }

        @Override
        public List<String> violations() {
            return List.of();
        }
    };

    /** By the API description; finds nothing where that, or what reads it, isn't there. */
    static Checker byDescription() {
        return ApiDescription.find().<Checker>map(DescriptionChecker::new).orElse(NONE);
    }

    /** A request for something that the description doesn't have. */
    void unknown(String route);

    void request(Route route, Query query, Optional<JsonNode> json);

    void response(Route route, Reply reply);

    List<String> violations();
}
