package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The URI of a backend, taken apart: {@code scheme://authority/path?name=value&…}. It is not {@link java.net.URI}, to
 * which an authority such as {@code vs_123} is no host. Percent-encoding is honoured everywhere; {@code +} is itself.
 * Immutable.
 */
public final class BackendUri {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final String HIDDEN = "***";

    private final String scheme;
    private final UriAuthority authority;
    private final String rawPath;
    private final Map<String, String> rawQuery;
    private final Map<String, String> query;

    private BackendUri(String scheme, UriAuthority authority, String rawPath, Map<String, String> rawQuery) {
        this.scheme = scheme;
        this.authority = authority;
        this.rawPath = rawPath;
        this.rawQuery = rawQuery;
        Map<String, String> decoded = new LinkedHashMap<>();
        rawQuery.forEach((name, value) -> decoded.put(name, PercentEncoding.decode(value)));
        this.query = Collections.unmodifiableMap(decoded);
    }

    /**
     * Takes a URI apart.
     *
     * @throws IllegalArgumentException it is malformed, or has a password before the {@code @} of its authority; the
     *     message shows no value of the query and nothing of the authority
     */
    public static BackendUri parse(String uri) {
        Objects.requireNonNull(uri, "uri");
        int colon = uri.indexOf(':');
        if (colon < 1 || !SCHEME.matcher(uri.substring(0, colon)).matches()) {
            throw new IllegalArgumentException("not a URI: it must start with a scheme, as in file:///some/dir");
        }
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        if (!rest.startsWith("//")) {
            throw new IllegalArgumentException("the URI must go on with '//' after '" + scheme + ":'");
        }
        if (rest.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a URI of a backend has no fragment; write '#' as %23");
        }
        if (rest.codePoints().anyMatch(BackendUri::isUnprintable)) {
            throw new IllegalArgumentException("the URI has a control character or half of a surrogate pair");
        }
        int mark = rest.indexOf('?');
        String hierarchy = mark < 0 ? rest.substring(2) : rest.substring(2, mark);
        int slash = hierarchy.indexOf('/');
        String path = slash < 0 ? "" : hierarchy.substring(slash);
        PercentEncoding.decode(path);
        return new BackendUri(
                scheme,
                UriAuthority.parse(slash < 0 ? hierarchy : hierarchy.substring(0, slash)),
                path,
                mark < 0 ? Map.of() : rawQuery(rest.substring(mark + 1)));
    }

    private static boolean isUnprintable(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }

    private static Map<String, String> rawQuery(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "a parameter of the URI must be written name=value; write '&' in a value as %26");
            }
            String name = PercentEncoding.decode(pair.substring(0, equals));
            if (!PARAMETER_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("the name of a parameter in the URI is malformed");
            }
            if (query.putIfAbsent(name, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("the parameter '" + name + "' is given twice");
            }
        }
        return query;
    }

    /**
     * Resolves percent-encoding.
     *
     * @throws IllegalArgumentException it is malformed, or not UTF-8; the message doesn't show it
     */
    public static String decode(String text) {
        return PercentEncoding.decode(text);
    }

    /** In lower case. */
    public String scheme() {
        return scheme;
    }

    /** What stands between {@code //} and the path, decoded; empty if nothing does. */
    public String authority() {
        return PercentEncoding.decode(authority.raw());
    }

    /** What stands before the {@code @} of the authority, decoded. It holds no {@code :}, so no password. */
    public Optional<String> userInfo() {
        return authority.userInfo();
    }

    /** The authority without user and port, decoded, an IPv6 address without its brackets; may be empty. */
    public String host() {
        return authority.host();
    }

    /** The number after the {@code :} of the authority. */
    public OptionalInt port() {
        return authority.port();
    }

    /** From the first {@code /} after the authority to the query, decoded; empty if there is none. */
    public String path() {
        return PercentEncoding.decode(rawPath);
    }

    /** The path as it was written, in which an encoded {@code /} or {@code @} differs from a plain one. */
    public String rawPath() {
        return rawPath;
    }

    /** The parameters, decoded, in the order written. They may hold secrets. */
    public Map<String, String> query() {
        return query;
    }

    /** Whether one of the parameters is a secret that is written out, rather than named by a reference. */
    public boolean hasSecretInClear(List<Parameter> known) {
        return known.stream()
                .filter(parameter -> parameter.type() == Parameter.Type.SECRET)
                .map(parameter -> query.get(parameter.name()))
                .anyMatch(value -> value != null && !Secrets.isReference(value));
    }

    /**
     * The URI as it may be shown to people: with stars for the secrets that are written out and for the values of unknown
     * parameters. References to secrets are shown.
     *
     * @param known the parameters that the scheme takes
     */
    public String redacted(List<Parameter> known) {
        Map<String, Parameter> byName =
                known.stream().collect(Collectors.toMap(Parameter::name, parameter -> parameter));
        return show(authority.raw(), (name, raw) -> {
            Parameter parameter = byName.get(name);
            boolean open = parameter != null
                    && (parameter.type() != Parameter.Type.SECRET || Secrets.isReference(query.get(name)));
            return open ? raw : HIDDEN;
        });
    }

    /** The URI with stars for the user and for every value of the query, since any may be a secret. */
    @Override
    public String toString() {
        return show(authority.toString(), (name, raw) -> HIDDEN);
    }

    private String show(String shownAuthority, BiFunction<String, String, String> value) {
        String pairs = rawQuery.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + value.apply(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("&"));
        return scheme + "://" + shownAuthority + rawPath + (pairs.isEmpty() ? "" : "?" + pairs);
    }
}
