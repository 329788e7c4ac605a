package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what one emulator says and hears that doesn't fit the API description. Safe for threads. */
final class DescriptionChecker implements Checker {
    private final ApiDescription description;
    private final List<String> violations = new ArrayList<>();

    DescriptionChecker(ApiDescription description) {
        this.description = description;
    }

    @Override
    public void unknown(String route) {
        add(route, "request", List.of("there is no such operation"));
    }

    @Override
    public void request(Route route, Query query, Optional<JsonNode> json) {
        query.parameters().forEach(
                (name, value) -> add(route.label(), "query", description.parameterErrors(route, name, value)));
        json.ifPresent(body -> add(route.label(), "request", description.requestErrors(route, body)));
    }

    /** Refusals are not described, and what is streamed is not looked at. */
    @Override
    public void response(Route route, Reply reply) {
        if (reply.isSuccess()) {
            reply.body().json().ifPresent(
                    body -> add(route.label(), "response", description.responseErrors(route, body)));
        }
    }

    @Override
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    private synchronized void add(String route, String where, List<String> errors) {
        errors.forEach(error -> violations.add(route + ", " + where + ": " + error));
    }
}
