package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;

/**
 * The parsed content of a file as JSON, written as it is read. The API description allows several pieces of text in one
 * answer and doesn't say where they are cut; here they are cut after 64 Ki characters, and there is always one page.
 */
final class ContentPage implements Body {
    private static final int PIECE = 1 << 16;

    private final StoredFile file;

    ContentPage(StoredFile file) {
        this.file = file;
        file.content().retain();
    }

    @Override
    public long length() {
        return UNKNOWN;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out); Reader text = ParsedText.of(file).open()) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("object", "vector_store.file_content.page");
            json.writeArrayFieldStart("data");
            writePieces(json, text);
            json.writeEndArray();
            json.writeBooleanField("has_more", false);
            json.writeNullField("next_page");
            json.writeEndObject();
        }
    }

    private static void writePieces(JsonGenerator json, Reader text) throws IOException {
        char[] piece = new char[PIECE + 1];
        for (int length = fill(text, piece); length > 0; length = fill(text, piece)) {
            json.writeStartObject();
            json.writeStringField("type", "text");
            json.writeFieldName("text");
            json.writeString(piece, 0, length);
            json.writeEndObject();
        }
    }

    /** A pair of surrogates stays in one piece. */
    private static int fill(Reader text, char[] piece) throws IOException {
        int length = 0;
        for (int n = 0; n >= 0 && length < PIECE; length += Math.max(n, 0)) {
            n = text.read(piece, length, PIECE - length);
        }
        if (length == PIECE && Character.isHighSurrogate(piece[length - 1])) {
            piece[length++] = (char) text.read();
        }
        return length;
    }

    @Override
    public void close() {
        file.content().release();
    }
}
