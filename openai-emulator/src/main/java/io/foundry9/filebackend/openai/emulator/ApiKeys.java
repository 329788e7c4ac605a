package io.foundry9.filebackend.openai.emulator;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Who is let in. */
record ApiKeys(Set<String> accepted) {
    private static final String SCHEME = "bearer ";
    private static final int SHOWN_FIRST = 8;
    private static final int SHOWN_LAST = 4;

    /** The key of the request, if it is a good one. */
    String check(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ApiException.refused(401, "You didn't provide an API key. You need to provide your API key in an "
                    + "Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).", null, null);
        }
        String key = header.substring(SCHEME.length()).strip();
        if (!accepted.contains(key)) {
            throw ApiException.refused(401, "Incorrect API key provided: " + masked(key) + ".", null,
                    "invalid_api_key");
        }
        return key;
    }

    /** As the live service does: the beginning and the end of a wrong key come back. */
    private static String masked(String key) {
        int hidden = key.length() - SHOWN_FIRST - SHOWN_LAST;
        return hidden <= 0 ? "*".repeat(key.length())
                : key.substring(0, SHOWN_FIRST) + "*".repeat(hidden) + key.substring(key.length() - SHOWN_LAST);
    }
}
