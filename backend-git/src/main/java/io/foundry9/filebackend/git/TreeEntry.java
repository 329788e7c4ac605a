package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileType;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What a tree of git has at a path. Immutable. */
record TreeEntry(FileMode mode, ObjectId id) {

    boolean isTree() {
        return FileMode.TREE.equals(mode);
    }

    /** A file or a link: what has bytes. */
    boolean isBlob() {
        return mode.getObjectType() == Constants.OBJ_BLOB;
    }

    boolean isFile() {
        return isBlob() && !isLink();
    }

    boolean isLink() {
        return FileMode.SYMLINK.equals(mode);
    }

    /** A submodule: a commit of another repository. */
    boolean isSubmodule() {
        return FileMode.GITLINK.equals(mode);
    }

    boolean isExecutable() {
        return FileMode.EXECUTABLE_FILE.equals(mode);
    }

    FileType type() {
        if (isTree()) {
            return FileType.DIRECTORY;
        }
        if (isLink()) {
            return FileType.SYMLINK;
        }
        return isSubmodule() ? FileType.OTHER : FileType.FILE;
    }
}
