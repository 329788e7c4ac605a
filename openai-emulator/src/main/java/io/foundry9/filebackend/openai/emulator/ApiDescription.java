package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service's own OpenAPI description, which is no part of this project: it is looked for where the system property
 * {@code f9.openai.description} points, or as {@code shared/openai/…} in a folder above the working directory. It is
 * read once, by a library that users of the emulator need not have. Safe for threads.
 */
final class ApiDescription {
    private static final String PROPERTY = "f9.openai.description";
    private static final String PLACE = "shared/openai/openapi-files-uploads-vector-stores.json";

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** Reads it when it is first asked for, and says once when that isn't possible. */
    private static final class Found {
        private static final Optional<ApiDescription> DESCRIPTION = read();

        private static Optional<ApiDescription> read() {
            Optional<Path> file = file();
            if (file.isEmpty()) {
                return without("the OpenAI API description (" + PLACE + ", or -D" + PROPERTY + ")");
            }
            try {
                return file.map(ApiDescription::new);
            } catch (NoClassDefFoundError e) {
                return without("com.networknt:json-schema-validator");
            }
        }

        private static Optional<ApiDescription> without(String what) {
            System.err.println("What the OpenAI emulator hears and says is not held against the API description: "
                    + what + " isn't here.");
            return Optional.empty();
        }
    }

    private ApiDescription(Path file) {
        try {
            document = DescriptionRepairs.repaired(Json.MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new IllegalStateException("The API description can't be read: " + file, e);
        }
    }

    /** Empty when the file isn't there, or nothing that could read it. */
    static Optional<ApiDescription> find() {
        return Found.DESCRIPTION;
    }

    private static Optional<Path> file() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isRegularFile);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(PLACE))) {
                return Optional.of(folder.resolve(PLACE));
            }
        }
        return Optional.empty();
    }

    List<String> requestErrors(Route route, JsonNode body) {
        return errors(route + " request", operation(route).at("/requestBody/content/application~1json/schema"), body);
    }

    List<String> responseErrors(Route route, JsonNode body) {
        return errors(route + " response", operation(route).at("/responses/200/content/application~1json/schema"),
                body);
    }

    List<String> parameterErrors(Route route, String name, String value) {
        for (JsonNode parameter : operation(route).path("parameters")) {
            if (parameter.path("in").asText().equals("query") && parameter.path("name").asText().equals(name)) {
                JsonNode schema = parameter.path("schema");
                return errors(route + " " + name, schema, typed(schema, value));
            }
        }
        return List.of("there is no parameter " + name);
    }

    private JsonNode operation(Route route) {
        return document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
    }

    private List<String> errors(String key, JsonNode schema, JsonNode value) {
        if (schema.isMissingNode()) {
            return List.of("nothing is described here");
        }
        return schemas.computeIfAbsent(key, made -> compiled(schema)).validate(value).stream().map(Object::toString)
                .toList();
    }

    /** With all components at hand, so that references are found. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = Json.object();
        whole.set("$defs", document.path("components").path("schemas"));
        whole.putArray("allOf").add(schema);
        return registry.getSchema(whole);
    }

    private static JsonNode typed(JsonNode schema, String value) {
        boolean number = schema.path("type").asText().equals("integer") && value.matches("-?[0-9]{1,18}");
        return number ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value);
    }
}
