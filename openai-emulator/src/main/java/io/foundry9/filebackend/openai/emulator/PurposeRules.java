package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which files the service takes for which purpose. A lenient server takes everything. */
final class PurposeRules {
    private static final Set<String> FOR_FILES = Set.of("assistants", "batch", "fine-tune", "vision", "user_data",
            "evals");
    private static final Set<String> FOR_UPLOADS = Set.of("assistants", "batch", "fine-tune", "vision");
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "webp");
    private static final List<int[]> MAGIC = List.of(new int[] {0x89, 'P', 'N', 'G'},
            new int[] {0xFF, 0xD8, 0xFF}, new int[] {'G', 'I', 'F', '8'},
            new int[] {'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'});
    private static final int MAGIC_LENGTH = 12;

    private final boolean strict;
    private final Limits limits;

    PurposeRules(boolean strict, Limits limits) {
        this.strict = strict;
        this.limits = limits;
    }

    void checkPurpose(String purpose, boolean upload) {
        Set<String> allowed = upload ? FOR_UPLOADS : FOR_FILES;
        if (strict && !allowed.contains(purpose)) {
            throw ApiException.badRequest("'" + purpose + "' is not one of " + allowed + " - 'purpose'", "purpose");
        }
    }

    /** What can be told before the bytes are there. */
    void checkName(String filename, String purpose, long size) {
        if (!strict) {
            return;
        }
        String extension = extension(filename);
        switch (purpose) {
            case "batch" -> {
                requireJsonLines(extension, "Batch");
                requireSize(size, limits.batchFile());
            }
            case "fine-tune" -> requireJsonLines(extension, "Fine-tuning");
            case "vision" -> require(IMAGES.contains(extension),
                    "Invalid extension " + extension + ". Supported formats: " + IMAGES);
            default -> {
                // Any name will do.
            }
        }
    }

    void checkContent(String filename, String purpose, Blob content, long largest) throws IOException {
        requireSize(content.size(), largest);
        if (!strict) {
            return;
        }
        require(content.size() > 0, "File is empty.");
        checkName(filename, purpose, content.size());
        if (purpose.equals("fine-tune")) {
            requireObjects(content);
        } else if (purpose.equals("vision")) {
            require(isImage(content), "Invalid image data. Supported formats: " + IMAGES);
        }
    }

    static String extension(String filename) {
        int dot = filename.lastIndexOf('.');
        return dot < 0 ? "" : filename.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static void requireJsonLines(String extension, String api) {
        require(extension.equals("jsonl"), "Invalid file format for " + api + " API. Must be .jsonl");
    }

    private static void requireObjects(Blob content) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(content.open(), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                require(line.isBlank() || isObject(line),
                        "Invalid file format. Line " + number + " is not a JSON object.");
            }
        }
    }

    private static boolean isObject(String line) {
        try {
            return Json.MAPPER.readTree(line).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isImage(Blob content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] start = in.readNBytes(MAGIC_LENGTH);
            return MAGIC.stream().anyMatch(magic -> startsWith(start, magic));
        }
    }

    private static boolean startsWith(byte[] bytes, int[] magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (magic[i] >= 0 && (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static void requireSize(long size, long largest) {
        if (size > largest) {
            throw ApiException.tooLarge(largest, size);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ApiException.badRequest(message, "file");
        }
    }
}
