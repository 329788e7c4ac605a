package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/** Reads paths as users write them. What is a name is the matter of backends: {@link StorePath}. */
final class PathText {

    private PathText() {}

    /**
     * @throws InvalidPathException a name is none: it has a control character or half of a surrogate pair, or is longer
     *     than 255 bytes of UTF-8
     */
    static VaultPath parse(VaultFileSystem fileSystem, String first, String... more) {
        StringBuilder joined = new StringBuilder(first);
        for (String part : more) {
            if (!part.isEmpty()) {
                joined.append(joined.isEmpty() ? "" : "/").append(part);
            }
        }
        String text = joined.toString().replace('\\', '/');
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            if (!name.isEmpty()) {
                names.add(check(name, text));
            }
        }
        return new VaultPath(fileSystem, text.startsWith("/"), names);
    }

    private static String check(String name, String text) {
        if (!StorePath.isSegment(name) && !name.equals(".") && !name.equals("..")) {
            throw new InvalidPathException(text, problemOf(name));
        }
        return name;
    }

    private static String problemOf(String name) {
        try {
            return "'" + StorePath.parse(name) + "' is not a name";
        } catch (InvalidOperationException e) {
            return e.problem();
        }
    }
}
