package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads requests: JSON into memory, files of forms into temporary files when they are large. Safe for threads. */
final class RequestReader {
    private static final int JSON_LIMIT = 16 << 20;
    private static final int IN_MEMORY = 64 << 10;
    private static final int FORM_PARTS = 20;
    private static final ObjectReader READER = Json.MAPPER.reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final TemporaryFolder folder;
    private final MultiPartConfig config;

    RequestReader(TemporaryFolder folder) {
        this.folder = folder;
        this.config = new MultiPartConfig.Builder().location(folder.path()).maxParts(FORM_PARTS)
                .maxMemoryPartSize(IN_MEMORY).maxPartSize(-1).maxSize(-1).useFilesForPartsWithoutFileName(false)
                .build();
    }

    static Query query(Request request) {
        Map<String, String> parameters = new HashMap<>();
        Request.extractQueryParameters(request).forEach(
                field -> parameters.put(field.getName(), field.getValue()));
        return new Query(parameters);
    }

    Optional<JsonNode> json(Request request, Route route) throws IOException {
        return route.takesJson() ? Optional.of(json(request)) : Optional.empty();
    }

    Optional<Form> form(Request request, Route route) throws IOException {
        return route.takesForm() ? Optional.of(form(request)) : Optional.empty();
    }

    /** Reads what is left of the body and drops it, so that a client that is still sending hears the answer. */
    static void drain(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static JsonNode json(Request request) throws IOException {
        byte[] body = Content.Source.asInputStream(request).readNBytes(JSON_LIMIT + 1);
        if (body.length > JSON_LIMIT) {
            throw ApiException.tooLarge(JSON_LIMIT, body.length);
        }
        if (body.length == 0) {
            return Json.object();
        }
        try {
            return READER.readTree(body);
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("We could not parse the JSON body of your request. (HINT: This likely means "
                    + "you aren't using your HTTP library correctly.)", null);
        }
    }

    private Form form(Request request) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.startsWith("multipart/form-data") || !type.contains("boundary=")) {
            throw ApiException.badRequest("Invalid Content-Type header: expected multipart/form-data with a boundary.",
                    null);
        }
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(request, request, type, config)) {
            return form(parts);
        } catch (RuntimeException e) {
            throw malformed(e);
        }
    }

    private Form form(MultiPartFormData.Parts parts) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Map<String, Form.FormFile> files = new HashMap<>();
        for (MultiPart.Part part : parts) {
            if (part.getFileName() == null) {
                fields.put(part.getName(), part.getContentAsString(StandardCharsets.UTF_8));
            } else {
                files.put(part.getName(), new Form.FormFile(part.getFileName(), blob(part)));
            }
        }
        return new Form(fields, files);
    }

    private Blob blob(MultiPart.Part part) throws IOException {
        if (part instanceof MultiPart.PathPart inFile) {
            Path file = folder.newFile();
            Files.move(inFile.getPath(), file);
            return Blob.of(file);
        }
        try (InputStream in = Content.Source.asInputStream(part.createContentSource())) {
            return Blob.of(in.readAllBytes());
        }
    }

    private static ApiException malformed(RuntimeException e) {
        return ApiException.badRequest("Could not parse multipart form: " + e.getMessage(), null);
    }
}
