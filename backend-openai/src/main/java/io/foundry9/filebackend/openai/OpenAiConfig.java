package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.Secret;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Loopback;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a URI of the scheme {@code openai+vector} says. Immutable.
 *
 * @param storeId of the vector store; absent where it is chosen by name
 * @param create whether a store of that name is made where there is none
 * @param cacheTtl how long a listing is kept
 * @param timeout for everything that one step takes, repetitions included
 * @param purpose of what is attached
 * @param companions purposes that are tried for files beside what is attached; none for the usual ones
 * @param waitsForIndex whether a write ends when its content is indexed
 * @param download {@code auto}, or what is taken for granted
 * @param maxConcurrency requests under way at once
 * @param attachesPerMinute how many requests that attach are made in a minute; 0 for any number
 * @param grace how old leftovers must be before they are removed
 */
record OpenAiConfig(
        Optional<String> storeId,
        Optional<String> name,
        boolean create,
        String baseUrl,
        Secret apiKey,
        Optional<String> organization,
        Optional<String> project,
        Duration cacheTtl,
        Duration timeout,
        int maxRetries,
        String purpose,
        List<String> companions,
        boolean waitsForIndex,
        String download,
        int maxConcurrency,
        long attachesPerMinute,
        Duration grace) {

    static final String SCHEME = "openai+vector";
    static final String AUTO = "auto";

    private static final Pattern STORE_ID = Pattern.compile("vs_[A-Za-z0-9]{1,128}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final String KEY_VARIABLE = "OPENAI_API_KEY";

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.of("api_key", Type.SECRET, "The API key; without it, the environment variable OPENAI_API_KEY."),
            Parameter.of("name", Type.TEXT, "The name of the vector store, where the URI has no id."),
            Parameter.of("create", Type.BOOLEAN, "false", "Make the vector store if there is none of that name."),
            Parameter.of("base_url", Type.TEXT, "https://api.openai.com/v1", "Where the service is."),
            Parameter.of("allow_http", Type.BOOLEAN, "false", "Allow http, which anybody on the way can read, also to"
                    + " other machines than this one."),
            Parameter.of("organization", Type.TEXT, "The organization that requests are for."),
            Parameter.of("project", Type.TEXT, "The project that requests are for."),
            Parameter.of("cache_ttl", Type.DURATION, "5s",
                    "How long a listing of the vector store is kept: for so long,"
                            + " what other clients change is not seen."),
            Parameter.of("timeout", Type.DURATION, "60s", "How long one step may take, with its repetitions; more for"
                    + " large content."),
            Parameter.of("max_retries", Type.INTEGER, "6", "How often a request is repeated at most."),
            Parameter.of("purpose", Type.TEXT, "assistants", "The purpose of the files that are attached."),
            Parameter.of("companion", Type.TEXT,
                    "The purpose of the files that hold the bytes, if what is attached cannot"
                            + " be downloaded; without it, one is looked for."),
            Parameter.choice("indexing", List.of("background", "wait"), "Whether a write waits until its content can be"
                    + " searched."),
            Parameter.choice("download", List.of(AUTO, "companion", "direct", "parsed"),
                    "How bytes are got back: find out,"
                            + " from files beside what is attached, from what is attached, or from its parsed text."),
            Parameter.of("max_concurrency", Type.INTEGER, "8", "How many requests are under way at once."),
            Parameter.of("attach_rate", Type.INTEGER, "300",
                    "How many requests that attach files are made in a minute; 0"
                            + " for any number."),
            Parameter.of("gc_grace", Type.DURATION, "24h", "How old leftovers must be before they are removed."));

    static OpenAiConfig of(BackendUri uri, Parameters parameters) {
        String authority = uri.authority();
        Optional<String> name = parameters.text("name").filter(text -> !text.isBlank());
        requireOneStore(authority, name);
        if (!uri.path().isEmpty() && !uri.path().equals("/")) {
            throw new IllegalArgumentException("a vector store has no path; write " + SCHEME + "://vs_…?…");
        }
        List<String> companions = parameters.text("companion").map(List::of).orElse(List.of());
        String purpose = parameters.text("purpose").orElseThrow();
        requireWord("purpose", purpose);
        companions.forEach(word -> requireWord("companion", word));
        return new OpenAiConfig(
                authority.isEmpty() ? Optional.empty() : Optional.of(authority),
                name,
                parameters.flag("create"),
                baseUrl(parameters),
                apiKey(parameters),
                parameters.text("organization"),
                parameters.text("project"),
                parameters.duration("cache_ttl").orElseThrow(),
                positive("timeout", parameters.duration("timeout").orElseThrow()),
                bounded(parameters, "max_retries", 0, 100),
                purpose,
                companions,
                parameters.text("indexing").filter("wait"::equals).isPresent(),
                parameters.text("download").orElse(AUTO),
                bounded(parameters, "max_concurrency", 1, 1000),
                parameters.integer("attach_rate").orElseThrow(),
                parameters.duration("gc_grace").orElseThrow());
    }

    private static void requireOneStore(String authority, Optional<String> name) {
        if (authority.isEmpty() == name.isEmpty()) {
            throw new IllegalArgumentException(
                    "name one vector store: by its id, " + SCHEME + "://vs_…, or by its name, "
                            + SCHEME + "://?name=…");
        }
        if (!authority.isEmpty() && !STORE_ID.matcher(authority).matches()) {
            throw new IllegalArgumentException("what follows // is no id of a vector store, which looks like vs_abc123;"
                    + " for a name write " + SCHEME + "://?name=…");
        }
    }

    private static void requireWord(String parameter, String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("parameter '" + parameter + "' is no purpose of files");
        }
    }

    private static Duration positive(String parameter, Duration time) {
        if (time.isZero()) {
            throw new IllegalArgumentException("parameter '" + parameter + "' must be more than 0");
        }
        return time;
    }

    private static int bounded(Parameters parameters, String name, int least, int most) {
        long value = parameters.integer(name).orElseThrow();
        if (value < least || value > most) {
            throw new IllegalArgumentException("parameter '" + name + "' must be between " + least + " and " + most);
        }
        return (int) value;
    }

    private static Secret apiKey(Parameters parameters) {
        Secret key = lookUpKey(parameters);
        if (key.reveal().isBlank() || !key.reveal().chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("the API key is empty, or has a character that no API key has");
        }
        return key;
    }

    private static Secret lookUpKey(Parameters parameters) {
        return parameters.secret("api_key").orElseGet(() -> {
            try {
                return Secrets.resolve("api_key", "env:" + KEY_VARIABLE);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the API key is missing: set the environment variable " + KEY_VARIABLE
                                + ", or add api_key=env:NAME or api_key=file:/path");
            }
        });
    }

    /** The key goes with each request, so nobody on the way may read it. */
    private static String baseUrl(Parameters parameters) {
        String text = parameters.text("base_url").orElseThrow();
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme());
            if (!isHttp && !"https".equals(url.getScheme()) || url.getHost() == null || url.getRawUserInfo() != null
                    || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException("parameter 'base_url' must look like https://host/v1");
            }
            if (isHttp && !parameters.flag("allow_http") && !Loopback.isLoopback(url.getHost())) {
                throw new IllegalArgumentException(
                        "parameter 'base_url': plain http is for this machine only, as anybody"
                                + " on the way can read the API key; use https, or add allow_http=true");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("parameter 'base_url' is no URL");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
