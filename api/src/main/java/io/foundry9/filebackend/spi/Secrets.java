package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where secrets come from: in clear, from the environment ({@code env:NAME}) or from a file ({@code file:/path}), whose
 * white space at both ends doesn't count. Errors name the reference and never show the secret; they have no cause, since
 * that would show the path in full. Without state: a reference is looked up each time.
 */
public final class Secrets {

    private static final String ENV = "env:";
    private static final String FILE = "file:";
    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** No secret is longer, and a wrong path may lead to anything. */
    private static final int LONGEST = 64 * 1024;

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
        return resolve(parameter, value, System::getenv);
    }

    static Secret resolve(String parameter, String value, UnaryOperator<String> environment) {
        if (value.startsWith(ENV)) {
            return fromEnvironment(parameter, value.substring(ENV.length()), environment);
        }
        return value.startsWith(FILE) ? fromFile(parameter, value.substring(FILE.length())) : Secret.of(value);
    }

    private static Secret fromEnvironment(String parameter, String name, UnaryOperator<String> environment) {
        if (!ENV_NAME.matcher(name).matches()) {
            throw failure(parameter, "what follows env: is no name of an environment variable");
        }
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw failure(parameter, "the environment variable " + name + " is not set");
        }
        return Secret.of(value);
    }

    private static Secret fromFile(String parameter, String path) {
        String content;
        try {
            content = read(Path.of(path)).strip();
        } catch (IOException | InvalidPathException e) {
            throw failure(parameter, "the file " + path + " cannot be read" + reason(e));
        }
        if (content.isEmpty()) {
            throw failure(parameter, "the file " + path + " is empty");
        }
        return Secret.of(content);
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new OversizeException();
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return ": there is none";
        }
        if (failure instanceof AccessDeniedException) {
            return ": permission denied";
        }
        if (failure instanceof CharacterCodingException) {
            return ": it is not UTF-8";
        }
        return failure instanceof OversizeException ? ": it is too large for a secret" : "";
    }

    private static IllegalArgumentException failure(String parameter, String problem) {
        return new IllegalArgumentException("parameter '" + parameter + "': " + problem);
    }

    private static final class OversizeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
