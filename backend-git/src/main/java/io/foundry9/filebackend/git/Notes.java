package io.foundry9.filebackend.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RepositoryState;

/** What a person should know of a work tree besides how it stands to its remote. Safe for use by many threads. */
final class Notes {

    /** The size that pointer files of LFS have, about: they hold a digest and a length. */
    private static final int SMALLEST_POINTER = 100;

    private static final int LARGEST_POINTER = 1024;

    private static final byte[] ATTRIBUTES = Constants.encodeASCII(Constants.DOT_GIT_ATTRIBUTES);

    /** From https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md. */
    private static final String POINTER = "version https://git-lfs.github.com/spec/";

    private final GitRoot root;
    private final Submodules submodules;

    Notes(GitRoot root, Submodules submodules) {
        this.root = root;
        this.submodules = submodules;
    }

    List<String> list() throws IOException {
        List<String> notes = new ArrayList<>();
        RepositoryState state = root.repository().getRepositoryState();
        if (state != RepositoryState.SAFE) {
            notes.add("In the work tree, git is in the midst of something (" + state.getDescription() + ").");
        }
        if (!root.branch().isCheckedOut()) {
            notes.add("The work tree is not on branch " + root.branch().name() + ": nothing can be committed.");
        }
        List<RawPath> modules = submodules.paths();
        if (!modules.isEmpty()) {
            notes.add(
                    "Submodules, which belong to other repositories and are left as they are: " + RawPath.names(modules)
                            + ".");
        }
        lookThroughIndex(notes);
        if (!root.repository().getObjectDatabase().getShallowCommits().isEmpty()) {
            notes.add("The history is cut off (a shallow clone): what happened before is not known here.");
        }
        return notes;
    }

    private void lookThroughIndex(List<String> notes) throws IOException {
        List<RawPath> pointers = new ArrayList<>();
        List<RawPath> outside = new ArrayList<>();
        DirCache index = root.repository().readDirCache();
        try (ObjectReader reader = root.repository().newObjectReader()) {
            boolean mayHavePointers = false;
            for (int i = 0; i < index.getEntryCount(); i++) {
                RawPath path = RawPath.of(index.getEntry(i).getRawPath());
                if (path.storePath().isEmpty()) {
                    outside.add(path);
                }
                mayHavePointers |= path.isNamed(ATTRIBUTES) && text(index.getEntry(i), reader).contains("filter=lfs");
            }
            for (int i = 0; mayHavePointers && i < index.getEntryCount(); i++) {
                if (isPointer(index.getEntry(i), reader)) {
                    pointers.add(RawPath.of(index.getEntry(i).getRawPath()));
                }
            }
        }
        if (!pointers.isEmpty()) {
            notes.add("Pointers of Git LFS, whose content is kept elsewhere: " + RawPath.names(pointers) + ".");
        }
        if (!outside.isEmpty()) {
            notes.add("Names that are no paths here, and so are in git alone: " + RawPath.names(outside) + ".");
        }
    }

    private static boolean isPointer(DirCacheEntry entry, ObjectReader reader) throws IOException {
        if (entry.getFileMode().getObjectType() != Constants.OBJ_BLOB) {
            return false;
        }
        long size = reader.getObjectSize(entry.getObjectId(), Constants.OBJ_BLOB);
        boolean isCandidate = size >= SMALLEST_POINTER && size <= LARGEST_POINTER;
        return isCandidate && text(entry, reader).startsWith(POINTER);
    }

    private static String text(DirCacheEntry entry, ObjectReader reader) throws IOException {
        return new String(reader.open(entry.getObjectId()).getBytes(), StandardCharsets.ISO_8859_1);
    }
}
