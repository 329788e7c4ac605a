package io.foundry9.filebackend;

import java.util.List;
import java.util.Objects;

/**
 * A kind of backend that can be opened by URI at this moment.
 *
 * @param name as it stands before the colon, such as {@code git+ssh}
 * @param parameters those that its URIs take
 */
public record Scheme(String name, List<Parameter> parameters) {
    /** Copies the list. */
    public Scheme {
        Objects.requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
    }
}
