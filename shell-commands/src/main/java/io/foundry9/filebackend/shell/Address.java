package io.foundry9.filebackend.shell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user writes to name an entry: {@code NAME:path}, where a lone {@code NAME:} is the vault's root, or just a path
 * where a vault is current. A path in the current vault that looks as if it began with a name is written {@code ./a:b}.
 *
 * @param vault the vault's name, if one is given
 * @param path as it was written, without the name
 */
record Address(Optional<String> vault, String path) {

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63}):(.*)", Pattern.DOTALL);

    static Address parse(String text) {
        Matcher named = NAMED.matcher(text);
        return named.matches() ? new Address(Optional.of(named.group(1)), named.group(2))
                : new Address(Optional.empty(), text);
    }

    static boolean isNamed(String text) {
        return NAMED.matcher(text).matches();
    }

    /** Whether it can be nothing but a directory. */
    boolean endsAsDirectory() {
        return path.isEmpty() || path.endsWith("/") || path.endsWith("\\");
    }
}
