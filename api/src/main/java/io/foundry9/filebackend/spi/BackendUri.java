package io.foundry9.filebackend.spi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The URI of a backend, taken apart: {@code scheme://authority/path?name=value&…}. It is not {@link java.net.URI}, to
 * which an authority such as {@code vs_123} is no host. Percent-encoding is honoured everywhere. Immutable.
 */
public final class BackendUri {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

    private final String scheme;
    private final String authority;
    private final String rawPath;
    private final Map<String, String> query;

    private BackendUri(String scheme, String authority, String rawPath, Map<String, String> query) {
        this.scheme = scheme;
        this.authority = authority;
        this.rawPath = rawPath;
        this.query = query;
    }

    /**
     * Takes a URI apart.
     *
     * @throws IllegalArgumentException it is malformed; the message shows no value of the query and no password
     */
    public static BackendUri parse(String uri) {
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
        int mark = rest.indexOf('?');
        String hierarchy = mark < 0 ? rest.substring(2) : rest.substring(2, mark);
        int slash = hierarchy.indexOf('/');
        String authority = slash < 0 ? hierarchy : hierarchy.substring(0, slash);
        String path = slash < 0 ? "" : hierarchy.substring(slash);
        decode(path);
        return new BackendUri(scheme, decode(authority), path, mark < 0 ? Map.of() : query(rest.substring(mark + 1)));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a parameter of the URI must be written name=value");
            }
            String name = decode(pair.substring(0, equals));
            if (query.putIfAbsent(name, decode(pair.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("the parameter '" + name + "' is given twice");
            }
        }
        return Collections.unmodifiableMap(query);
    }

    /**
     * Resolves percent-encoding.
     *
     * @throws IllegalArgumentException it is malformed, or not UTF-8
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
                if (low < 0) {
                    throw new IllegalArgumentException("malformed percent-encoding in the URI");
                }
                out.put((byte) (high << 4 | low));
                i += 2;
            } else {
                out.put(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the percent-encoding in the URI is not UTF-8", e);
        }
    }

    /** In lower case. */
    public String scheme() {
        return scheme;
    }

    /** What stands between {@code //} and the path; empty if nothing does. */
    public String authority() {
        return authority;
    }

    /** From the first {@code /} after the authority to the query, decoded; empty if there is none. */
    public String path() {
        return decode(rawPath);
    }

    /** The path as it was written, in which an encoded {@code /} or {@code @} differs from a plain one. */
    public String rawPath() {
        return rawPath;
    }

    /** The parameters, decoded, in the order written. They may hold secrets. */
    public Map<String, String> query() {
        return query;
    }

    /** The URI with stars for every value of the query, since any may be a secret. */
    @Override
    public String toString() {
        List<String> pairs = new ArrayList<>();
        query.keySet().forEach(name -> pairs.add(name + "=***"));
        return scheme + "://" + authority + rawPath + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }
}
