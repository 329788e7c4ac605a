package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where the API description contradicts itself, its dialect or the service, and what is read instead:
 * <ul>
 * <li>{@code $recursiveRef} is of JSON Schema 2019-09, which OpenAPI 3.1 doesn't use: taken literally, one of the
 * alternatives in a compound filter would allow anything, and its {@code oneOf} nothing;
 * <li>{@code nullable} is of OpenAPI 3.0 and without meaning in 3.1: read as "or null";
 * <li>{@code evals} may be the purpose of a file that is uploaded, but is missing among those of a File.
 * </ul>
 * Not repaired, but to be known: {@code GET /files/{file_id}/content} is described as a JSON string, where the service
 * sends the bytes, and {@code user_data} is missing among the purposes of uploads.
 *
 * <p>
 * What says nothing about values is taken out, as the validator warns of each word that it doesn't know, and references
 * point to {@code $defs}, where a validator looks for schemas.
 */
final class DescriptionRepairs {
    private static final String RECURSIVE = "$recursiveRef";
    private static final String REFERENCE = "$ref";
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";
    private static final List<String> SILENT = List.of("$recursiveAnchor", "discriminator", "example", "nullable");

    private DescriptionRepairs() {
    }

    static JsonNode repaired(JsonNode document) {
        JsonNode copy = document.deepCopy();
        JsonNode schemas = copy.path("components").path("schemas");
        if (schemas.at("/OpenAIFile/properties/purpose/enum") instanceof ArrayNode purposes) {
            purposes.add("evals");
        }
        repair(copy);
        silence(copy);
        return copy;
    }

    private static void silence(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(SILENT);
        }
        node.forEach(DescriptionRepairs::silence);
    }

    private static void repair(JsonNode node) {
        node.forEach(DescriptionRepairs::repair);
        if (node instanceof ObjectNode object) {
            if (object.has(RECURSIVE)) {
                object.remove(RECURSIVE);
                object.put(REFERENCE, COMPONENTS + "CompoundFilter");
            }
            if (object.path(REFERENCE).isTextual()) {
                object.put(REFERENCE, object.path(REFERENCE).textValue().replace(COMPONENTS, DEFINITIONS));
            }
            allowNull(object);
        }
    }

    private static void allowNull(ObjectNode schema) {
        if (schema.path("nullable").asBoolean() && schema.path("type").isTextual()) {
            String type = schema.path("type").textValue();
            schema.putArray("type").add(type).add("null");
        }
        if (isNullable(schema.path("allOf"))) {
            JsonNode all = schema.remove("allOf");
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().set("allOf", all);
            either.addObject().put("type", "null");
        }
    }

    private static boolean isNullable(JsonNode schemas) {
        for (JsonNode schema : schemas) {
            if (schema.path("nullable").asBoolean()) {
                return true;
            }
        }
        return false;
    }
}
