package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A request that has been read, ready to be processed, if need be twice.
 *
 * @param fault the fault that its processing shall suffer, such as slow indexing
 */
record Call(Route route, List<String> ids, Query query, Optional<JsonNode> json, Optional<Form> form, String apiKey,
        Optional<Fault> fault) implements AutoCloseable {
    /** The first id of the path. */
    String id() {
        return ids.get(0);
    }

    /** The second id of the path. */
    String secondId() {
        return ids.get(1);
    }

    JsonFields fields(boolean strict) {
        return JsonFields.body(json.orElse(null), strict);
    }

    @Override
    public void close() {
        form.ifPresent(Form::close);
    }
}
