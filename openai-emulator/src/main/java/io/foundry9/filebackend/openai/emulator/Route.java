package io.foundry9.filebackend.openai.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every operation of the API description, by method and path. */
enum Route {
    LIST_FILES("GET", "/files"),
    CREATE_FILE("POST", "/files"),
    RETRIEVE_FILE("GET", "/files/{file_id}"),
    DELETE_FILE("DELETE", "/files/{file_id}"),
    DOWNLOAD_FILE("GET", "/files/{file_id}/content"),

    CREATE_UPLOAD("POST", "/uploads"),
    ADD_PART("POST", "/uploads/{upload_id}/parts"),
    COMPLETE_UPLOAD("POST", "/uploads/{upload_id}/complete"),
    CANCEL_UPLOAD("POST", "/uploads/{upload_id}/cancel"),

    LIST_STORES("GET", "/vector_stores"),
    CREATE_STORE("POST", "/vector_stores"),
    RETRIEVE_STORE("GET", "/vector_stores/{vector_store_id}"),
    UPDATE_STORE("POST", "/vector_stores/{vector_store_id}"),
    DELETE_STORE("DELETE", "/vector_stores/{vector_store_id}"),
    SEARCH("POST", "/vector_stores/{vector_store_id}/search"),

    LIST_STORE_FILES("GET", "/vector_stores/{vector_store_id}/files"),
    ATTACH("POST", "/vector_stores/{vector_store_id}/files"),
    RETRIEVE_STORE_FILE("GET", "/vector_stores/{vector_store_id}/files/{file_id}"),
    UPDATE_STORE_FILE("POST", "/vector_stores/{vector_store_id}/files/{file_id}"),
    DETACH("DELETE", "/vector_stores/{vector_store_id}/files/{file_id}"),
    STORE_FILE_CONTENT("GET", "/vector_stores/{vector_store_id}/files/{file_id}/content"),

    ATTACH_BATCH("POST", "/vector_stores/{vector_store_id}/file_batches"),
    RETRIEVE_BATCH("GET", "/vector_stores/{vector_store_id}/file_batches/{batch_id}"),
    CANCEL_BATCH("POST", "/vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel"),
    LIST_BATCH_FILES("GET", "/vector_stores/{vector_store_id}/file_batches/{batch_id}/files");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    private final String method;
    private final String path;
    private final Pattern pattern;

    Route(String method, String path) {
        this.method = method;
        this.path = path;
        this.pattern = Pattern.compile(path.replaceAll("\\{[^}]*}", "([^/]+)"));
    }

    /** An operation with the ids that its path names. */
    record Match(Route route, List<String> ids) {
    }

    static Optional<Match> of(String method, String path) {
        for (Route route : values()) {
            Matcher matcher = route.pattern.matcher(path);
            if (route.method.equals(method) && matcher.matches()) {
                return Optional.of(new Match(route, groups(matcher)));
            }
        }
        return Optional.empty();
    }

    static boolean knowsPath(String path) {
        for (Route route : values()) {
            if (route.pattern.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    /** A label as it is compared: how it calls the ids doesn't matter. */
    static String unnamed(String label) {
        return PLACEHOLDER.matcher(label).replaceAll("{}");
    }

    /** As {@link #unnamed}, for what a test has written: a slip of the pen would match nothing, silently. */
    static String ordered(String label) {
        String wanted = unnamed(label);
        if (!label.equals(Faults.ANY)
                && Arrays.stream(values()).noneMatch(route -> wanted.equals(unnamed(route.label())))) {
            throw new IllegalArgumentException("There is no operation " + label);
        }
        return wanted;
    }

    /** The path as the API description has it. */
    String path() {
        return path;
    }

    String method() {
        return method;
    }

    /** Such as {@code POST /vector_stores/{id}/files/{file_id}}. */
    String label() {
        return method + " " + PLACEHOLDER.matcher(path).replaceFirst("{id}");
    }

    boolean takesForm() {
        return this == CREATE_FILE || this == ADD_PART;
    }

    boolean takesJson() {
        return method.equals("POST") && !takesForm() && this != CANCEL_UPLOAD && this != CANCEL_BATCH;
    }

    /** Whether files come into a vector store by it. */
    boolean attaches() {
        return this == ATTACH || this == ATTACH_BATCH;
    }

    private static List<String> groups(Matcher matcher) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return groups;
    }
}
