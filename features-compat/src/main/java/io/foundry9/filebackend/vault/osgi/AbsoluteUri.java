package io.foundry9.filebackend.vault.osgi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Makes {@code file://relative/path} absolute, which means the same from wherever it is read. */
final class AbsoluteUri {

    private static final String FILE = "file://";

    private AbsoluteUri() {}

    /** The URI itself where there is nothing to do. What names a host is left to those who refuse it. */
    static String of(String uri, Path workingDirectory) {
        boolean file = uri.regionMatches(true, 0, FILE, 0, FILE.length());
        String rest = file ? uri.substring(FILE.length()) : "";
        if (rest.isEmpty() || rest.startsWith("/") || rest.startsWith("?") || hostOf(rest).equals("localhost")) {
            return uri;
        }
        String base = workingDirectory.toAbsolutePath().toString().replace('\\', '/');
        String joined = (base.startsWith("/") ? "" : "/") + encode(base) + (base.endsWith("/") ? "" : "/") + rest;
        return FILE + joined;
    }

    private static String hostOf(String rest) {
        return rest.split("[/?]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String encode(String path) {
        StringBuilder out = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~:".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }
}
