package io.foundry9.filebackend.openai.emulator;

import java.util.Map;
import java.util.Optional;

/** A multipart form: small fields as text, and files, whose contents are held until the form is closed. */
record Form(Map<String, String> fields, Map<String, FormFile> files) implements AutoCloseable {
    /** A file in a form. */
    record FormFile(String filename, Blob content) {
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    FormFile file(String name) {
        FormFile file = files.get(name);
        if (file == null) {
            throw missing(name);
        }
        return file;
    }

    @Override
    public void close() {
        files.values().forEach(file -> file.content().release());
    }

    private static ApiException missing(String name) {
        return ApiException.badRequest("Missing required parameter: '" + name + "'.", name,
                "missing_required_parameter");
    }
}
