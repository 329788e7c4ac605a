package io.foundry9.filebackend.spi;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What stands between {@code //} and the path of a URI, taken apart. Immutable.
 *
 * @param raw as it was written
 * @param host decoded, without the brackets of an IPv6 address
 */
record UriAuthority(String raw, Optional<String> userInfo, String host, OptionalInt port) {

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int LARGEST_PORT = 65_535;

    static UriAuthority parse(String raw) {
        int at = raw.lastIndexOf('@');
        Optional<String> userInfo =
                at < 0 ? Optional.empty() : Optional.of(PercentEncoding.decode(raw.substring(0, at)));
        if (userInfo.isPresent() && userInfo.get().indexOf(':') >= 0) {
            throw new IllegalArgumentException("a password does not belong before the '@' of a URI; "
                    + "give it as a parameter, best by reference, such as password=env:NAME or password=file:/path");
        }
        String rest = raw.substring(at + 1);
        int colon = rest.startsWith("[") ? rest.indexOf(':', closing(rest)) : rest.indexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        OptionalInt port = colon < 0 ? OptionalInt.empty() : port(rest.substring(colon + 1));
        return new UriAuthority(raw, userInfo, PercentEncoding.decode(withoutBrackets(host)), port);
    }

    private static int closing(String rest) {
        int bracket = rest.indexOf(']');
        if (bracket < 0 || bracket + 1 < rest.length() && rest.charAt(bracket + 1) != ':') {
            throw new IllegalArgumentException("the address in brackets after '//' of the URI is malformed");
        }
        return bracket;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** An error shows no part of it: what looks like a port may be a password with a slash in it. */
    private static OptionalInt port(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "the port after the ':' in the URI is no number up to 65535; write a ':' in a name as %3A");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    @Override
    public String toString() {
        int at = raw.lastIndexOf('@');
        return at < 0 ? raw : "***" + raw.substring(at);
    }
}
