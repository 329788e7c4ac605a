package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where secrets come from: in clear, from the environment ({@code env:NAME}) or from a file ({@code file:/path}). */
public final class Secrets {

    private static final String ENV = "env:";
    private static final String FILE = "file:";

    private Secrets() {}

    /** Whether a value names a place where a secret lies, rather than being one. */
    public static boolean isReference(String value) {
        return value.startsWith(ENV) || value.startsWith(FILE);
    }

    /**
     * Looks a secret up.
     *
     * @param parameter the name of the parameter, for the error
     * @throws IllegalArgumentException the reference leads nowhere; the message names it, never the value
     */
    public static Secret resolve(String parameter, String value) {
        if (value.startsWith(ENV)) {
            return fromEnvironment(parameter, value.substring(ENV.length()));
        }
        return value.startsWith(FILE) ? fromFile(parameter, value.substring(FILE.length())) : Secret.of(value);
    }

    private static Secret fromEnvironment(String parameter, String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "parameter '" + parameter + "': the environment variable " + name + " is not set");
        }
        return Secret.of(value);
    }

    private static Secret fromFile(String parameter, String path) {
        try {
            String content = Files.readString(Path.of(path)).strip();
            if (content.isEmpty()) {
                throw new IllegalArgumentException("parameter '" + parameter + "': the file " + path + " is empty");
            }
            return Secret.of(content);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("parameter '" + parameter + "': the file " + path + " cannot be read",
                    e);
        }
    }
}
