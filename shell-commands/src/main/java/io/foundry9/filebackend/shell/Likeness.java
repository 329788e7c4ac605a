package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.FileInfo;
import java.time.Instant;
import java.util.Optional;

/** When two files count as the same. */
enum Likeness {
    /** By their SHA-256. */
    CHECKSUM {
        @Override
        boolean isKnown(FileInfo file, FileInfo copy) {
            return false;
        }
    },
    /** A copy of the same size that is not older is taken for one; what is older, or has no times, is read. */
    SIZE_AND_TIME {
        @Override
        boolean isKnown(FileInfo file, FileInfo copy) {
            Optional<Instant> changed = file.modified();
            Optional<Instant> copied = copy.modified();
            return changed.isPresent() && copied.isPresent() && !copied.get().isBefore(changed.get());
        }
    };

    /** Whether two files of the same size are the same by what is told of them. */
    abstract boolean isKnown(FileInfo file, FileInfo copy);

    /** @param at where the file is, {@code copyAt} where its copy is */
    boolean isSame(Place at, FileInfo file, Place copyAt, FileInfo copy) {
        boolean plain = file.isFile() && copy.isFile(); // of a link, the size is its own
        if (plain && file.size() != copy.size()) {
            return false;
        }
        return plain && isKnown(file, copy) || checksum(at).equals(checksum(copyAt));
    }

    private static String checksum(Place file) {
        return file.ask(backend -> backend.checksum(file.canonical(), ChecksumAlgorithm.SHA256));
    }
}
