package io.foundry9.filebackend.openai.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What file search can read: by extension as documented, and text in UTF-8 (with ASCII) or UTF-16 with a byte order
 * mark. That a NUL character makes a file binary, and that office formats are never looked into, are assumptions of
 * ours.
 */
final class FileTypes {
    private static final Set<String> TEXT = Set.of("c", "cpp", "cs", "css", "go", "html", "java", "js", "json", "md",
            "php", "py", "rb", "sh", "tex", "ts", "txt");
    private static final Set<String> OFFICE = Set.of("doc", "docx", "pdf", "pptx");

    private FileTypes() {
    }

    /** Why file search can't use the file, if so. */
    static Optional<StoreFile.IndexingError> problem(StoredFile file) throws IOException {
        String extension = PurposeRules.extension(file.filename());
        if (OFFICE.contains(extension)) {
            return Optional.empty();
        }
        if (!TEXT.contains(extension)) {
            return Optional.of(new StoreFile.IndexingError("unsupported_file",
                    "The file type is not supported for file search: " + file.filename()));
        }
        return isText(file.content()) ? Optional.empty()
                : Optional.of(new StoreFile.IndexingError("invalid_file",
                        "The file could not be parsed: its encoding is neither UTF-8 nor UTF-16 nor ASCII."));
    }

    static boolean isOffice(String filename) {
        return OFFICE.contains(PurposeRules.extension(filename));
    }

    static boolean isText(Blob content) throws IOException {
        char[] buffer = new char[1 << 14];
        try (Reader reader = reader(content)) {
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The characters, by the byte order mark or as UTF-8; what is malformed makes it fail. */
    static Reader reader(Blob content) throws IOException {
        return new BufferedReader(new InputStreamReader(content.open(), charset(content).newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private static Charset charset(Blob content) throws IOException {
        try (InputStream in = content.open()) {
            int first = in.read();
            int second = in.read();
            boolean utf16 = first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF;
            return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        }
    }
}
