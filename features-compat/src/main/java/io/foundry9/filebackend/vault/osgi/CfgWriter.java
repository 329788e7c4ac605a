package io.foundry9.filebackend.vault.osgi;

import java.util.Map;

/** Writes a {@code .cfg} file so that {@link CfgReader}, and FileInstall, read the same values, in whatever encoding. */
final class CfgWriter {

    private CfgWriter() {}

    /** @param values by keys that need no escape */
    static String write(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) -> out.append(line(key, value)));
        return out.toString();
    }

    private static String line(String key, String value) {
        return key + " = " + escape(value) + "\n";
    }

    /**
     * Gives a key another value; comments and all other keys stay as they are.
     *
     * @param text of a file in which the key may be missing
     */
    static String replace(String text, String key, String value) {
        String line = CfgReader.isQuoted(text) ? key + " = " + quote(value) + "\n" : line(key, value);
        StringBuilder out = new StringBuilder();
        boolean replaced = false;
        for (CfgReader.Part part : CfgReader.parts(text)) {
            if (!part.isOf(key)) {
                out.append(part.lines());
            } else if (!replaced) {
                out.append(line);
                replaced = true;
            }
        }
        return replaced ? out.toString() : line + out;
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\\\\\").replace("{", "\\\\{").replace("}", "\\\\}").replace("\"", "\\\"")
                + '"';
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
