package io.foundry9.filebackend.vault.osgi;

import java.util.Map;

/** Writes a {@code .cfg} file so that {@link CfgReader}, and FileInstall, read the same values, in whatever encoding. */
final class CfgWriter {

    private CfgWriter() {}

    /** @param values by keys that need no escape */
    static String write(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) -> out.append(key).append(" = ").append(escape(value)).append('\n'));
        return out.toString();
    }

    /** Twice: against substitution, then for Java's escapes. */
    private static String escape(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\\\\\");
                case '{', '}' -> out.append("\\\\").append(c);
                default -> {
                    boolean plain = c > ' ' && c < 0x7f && c != '"' || c == ' ' && i > 0;
                    out.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                }
            }
        }
        return out.toString();
    }
}
