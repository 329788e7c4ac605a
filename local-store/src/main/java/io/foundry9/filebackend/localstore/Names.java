package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.ReservedNames;
import io.foundry9.filebackend.spi.StorePath;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Between the names of a file system, which are bytes, and the segments of a path, which are text. */
final class Names {

    private static final Logger LOGGER = System.getLogger(Names.class.getName());

    private final FileSystem fileSystem;
    private final ReservedNames reserved;
    private final AtomicBoolean warned = new AtomicBoolean();

    Names(FileSystem fileSystem, ReservedNames reserved) {
        this.reserved = reserved;
        this.fileSystem = fileSystem;
    }

    /** Warns where this JVM cannot express names beyond ASCII. */
    static void checkEncoding() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("UTF8")) {
            LOGGER.log(Level.WARNING, "File names beyond ASCII cannot be used here: this JVM writes them as {0}."
                    + " Start it in a UTF-8 locale, for example with LC_ALL=C.UTF-8.", encoding);
        }
    }

    /** A segment as the file system takes it. */
    Path of(String segment, StorePath whole) {
        try {
            return fileSystem.getPath(segment);
        } catch (InvalidPathException e) {
            throw new InvalidOperationException(Reason.INVALID_PATH, whole.toString(),
                    "the name cannot be expressed in this JVM's file name encoding ("
                            + System.getProperty("sun.jnu.encoding")
                            + "); start it in a UTF-8 locale, for example with LC_ALL=C.UTF-8");
        }
    }

    /** Names that some file system may take for one and the same are equal in this form. */
    static String folded(String name) {
        boolean plain = name.chars().allMatch(c -> c < 0x80);
        String composed =
                plain ? name : Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return composed.toLowerCase(Locale.ROOT);
    }

    /** Whether a segment is one of the store's own names. */
    boolean isReserved(String segment) {
        return reserved.matches(segment);
    }

    /** Whether a name on disk can be a segment of a path, and leads back to the same bytes. */
    boolean isExpressible(Path name) {
        String text = name.toString();
        return StorePath.isSegment(text) && (text.indexOf('\uFFFD') < 0 || isSame(name, text));
    }

    private boolean isSame(Path name, String text) {
        try {
            return fileSystem.getPath(text).equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The name as text; {@code null} for the store's own, and with one warning for all where it cannot be a segment.
     */
    String shown(Path name, StorePath directory) {
        if (isExpressible(name)) {
            String text = name.toString();
            return reserved.matches(text) ? null : text;
        }
        if (warned.compareAndSet(false, true)) {
            LOGGER.log(Level.WARNING, "''/{0}'' holds a name that cannot be written as a path here (not UTF-8, or with"
                    + " a backslash or a control character): it is left out, here and wherever else there is one.",
                    directory);
        }
        return null;
    }
}
