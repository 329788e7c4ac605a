package io.foundry9.filebackend.local;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.localstore.Durability;
import io.foundry9.filebackend.localstore.LocalStoreOptions;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a URI of the scheme {@code file} says.
 *
 * @param root the directory, absolute
 */
record LocalConfig(Path root, LocalStoreOptions options) {

    private static final String CREATE_ROOT = "create_root";
    private static final String DURABILITY = "durability";

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.of(CREATE_ROOT, Type.BOOLEAN, "false", "Make the directory if it does not exist."),
            Parameter.choice(DURABILITY, List.of("process", "power"),
                    "What a write survives: the death of the process, or a loss of power."));

    static LocalConfig of(BackendUri uri, Parameters parameters) {
        Durability durability =
                Durability.valueOf(parameters.text(DURABILITY).orElse("process").toUpperCase(Locale.ROOT));
        return new LocalConfig(root(uri), LocalStoreOptions.defaults()
                .withCreateRoot(parameters.flag(CREATE_ROOT))
                .withDurability(durability));
    }

    private static Path root(BackendUri uri) {
        if (uri.authority().equalsIgnoreCase("localhost")) {
            throw new IllegalArgumentException("a file: URI has no host; write file:///absolute/path"
                    + " (or file://./localhost for a directory of that name)");
        }
        String path = uri.authority() + uri.path();
        if (path.isEmpty()) {
            throw new IllegalArgumentException(
                    "the path is missing; write file:///absolute/path or file://relative/path");
        }
        try {
            return Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the path cannot be expressed in this JVM's file name encoding ("
                    + System.getProperty("sun.jnu.encoding") + "), or holds a NUL; start it in a UTF-8 locale,"
                    + " for example with LC_ALL=C.UTF-8");
        }
    }
}
