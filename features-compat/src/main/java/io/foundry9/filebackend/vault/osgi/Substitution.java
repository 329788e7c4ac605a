package io.foundry9.filebackend.vault.osgi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resolves {@code ${name}} in the values of a configuration file, as FileInstall does: first by another key of the same
 * file, then by the environment; {@code ${name:-other}} where it is absent or empty, {@code ${name:+other}} where it is
 * not; innermost first; nothing for an unknown name. What came in is looked at again. {@code \{}, {@code \}} and
 * {@code \\} stand for the character.
 */
final class Substitution {

    /** Nobody nests deeper; who does has written a circle. */
    private static final int MOST_STEPS = 1_000;

    private final Map<String, String> raw;
    private final Source environment;

    /** Where names lead that are no keys. */
    @FunctionalInterface
    interface Source {
        /** The value, or {@code null}. */
        String get(String name);
    }

    private Substitution(Map<String, String> raw, Source environment) {
        this.raw = raw;
        this.environment = environment;
    }

    /**
     * Resolves all values.
     *
     * @throws IllegalArgumentException they refer to each other in a circle
     */
    static Map<String, String> in(Map<String, String> raw, Source environment) {
        Substitution substitution = new Substitution(raw, environment);
        Map<String, String> resolved = new LinkedHashMap<>();
        raw.keySet().forEach(key -> resolved.put(key, substitution.resolve(key, 0)));
        return resolved;
    }

    private String resolve(String key, int depth) {
        String value = raw.get(key);
        for (int step = 0;; step++) {
            if (step + depth > MOST_STEPS) {
                throw new IllegalArgumentException("the value of '" + key + "' refers to itself");
            }
            int stop = stopOf(value);
            if (stop < 0) {
                return unescape(value);
            }
            int start = value.lastIndexOf("${", stop - 1);
            String reference = value.substring(start + 2, stop);
            value = value.substring(0, start) + lookUp(key, reference, depth + 1) + value.substring(stop + 1);
        }
    }

    /** Where the first reference ends that holds no other. */
    private static int stopOf(String value) {
        int start = value.indexOf("${");
        if (start < 0) {
            return -1;
        }
        int stop = value.indexOf('}');
        while (stop >= 0 && (stop < start + 2 || value.charAt(stop - 1) == '\\')) {
            stop = value.indexOf('}', stop + 1);
        }
        return stop;
    }

    private String lookUp(String key, String reference, int depth) {
        int operator = operatorOf(reference);
        String name = operator < 0 ? reference : reference.substring(0, operator);
        if (name.equals(key)) {
            throw new IllegalArgumentException("the value of '" + key + "' refers to itself");
        }
        String value = name.isEmpty() ? "" : valueOf(name, depth);
        if (operator < 0) {
            return value;
        }
        boolean insteadOfNothing = reference.charAt(operator + 1) == '-';
        return value.isEmpty() == insteadOfNothing ? reference.substring(operator + 2) : value;
    }

    private String valueOf(String name, int depth) {
        String found = raw.containsKey(name) ? resolve(name, depth) : environment.get(name);
        return found == null ? "" : found;
    }

    private static int operatorOf(String reference) {
        int otherwise = reference.lastIndexOf(":-");
        int instead = reference.lastIndexOf(":+");
        return otherwise < 0 || instead < 0 ? Math.max(otherwise, instead) : Math.min(otherwise, instead);
    }

    private static String unescape(String text) {
        String value = text.replace("$__", "$");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escapes = c == '\\' && i + 1 < value.length() && "{}\\".indexOf(value.charAt(i + 1)) >= 0;
            out.append(escapes ? value.charAt(++i) : c);
        }
        return out.toString();
    }
}
