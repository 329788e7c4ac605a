package io.foundry9.filebackend.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/** Merges two versions of a file line by line, to the byte, where both are text of a moderate size. For one thread. */
final class ContentMerge {

    /** Larger files are not taken into memory, three at a time. */
    private static final long LARGEST = 8 * 1024 * 1024;

    private final ObjectReader reader;
    private final ObjectInserter inserter;

    ContentMerge(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /** The file that has the changes of both; absent where they do not go together. */
    Optional<TreeEntry> merge(Optional<TreeEntry> base, TreeEntry local, TreeEntry remote) throws IOException {
        if (!local.isFile() || !remote.isFile() || base.isPresent() && !base.get().isFile()) {
            return Optional.empty();
        }
        Optional<ObjectId> content = mergeContent(base.map(TreeEntry::id), local.id(), remote.id());
        return content.map(id -> new TreeEntry(TreeMerge.mergedMode(base, local, remote), id));
    }

    private Optional<ObjectId> mergeContent(Optional<ObjectId> base, ObjectId local, ObjectId remote)
            throws IOException {
        if (local.equals(remote) || base.isPresent() && base.get().equals(remote)) {
            return Optional.of(local);
        }
        if (base.isEmpty()) {
            return Optional.empty();
        }
        if (base.get().equals(local)) {
            return Optional.of(remote);
        }
        RawText before = text(base.get());
        RawText here = text(local);
        RawText there = text(remote);
        if (before == null || here == null || there == null) {
            return Optional.empty();
        }
        MergeResult<RawText> merged = new MergeAlgorithm().merge(RawTextComparator.DEFAULT, before, here, there);
        return merged.containsConflicts()
                ? Optional.empty()
                : Optional.of(inserter.insert(Constants.OBJ_BLOB, bytes(merged)));
    }

    private RawText text(ObjectId blob) throws IOException {
        ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > LARGEST) {
            return null;
        }
        byte[] bytes = loader.getBytes();
        return RawText.isBinary(bytes, bytes.length, true) ? null : new RawText(bytes);
    }

    /** Whether a file is no text, or too large to be treated as one. */
    boolean isBinary(TreeEntry entry) throws IOException {
        return entry.isFile() && text(entry.id()) == null;
    }

    private static byte[] bytes(MergeResult<RawText> merged) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<int[]> starts = merged.getSequences().stream().map(ContentMerge::lineStarts).toList();
        boolean needsBreak = false;
        for (MergeChunk chunk : merged) {
            byte[] content = merged.getSequences().get(chunk.getSequenceIndex()).getRawContent();
            int from = starts.get(chunk.getSequenceIndex())[chunk.getBegin()];
            int to = starts.get(chunk.getSequenceIndex())[chunk.getEnd()];
            if (to > from) {
                if (needsBreak) {
                    out.write('\n'); // what was the last line is no more
                }
                out.write(content, from, to - from);
                needsBreak = content[to - 1] != '\n';
            }
        }
        return out.toByteArray();
    }

    /** Where each line starts, and at last where the text ends. */
    private static int[] lineStarts(RawText text) {
        byte[] content = text.getRawContent();
        int[] starts = new int[text.size() + 1];
        int line = 0;
        for (int i = 0; i < content.length && line < text.size(); i++) {
            if (content[i] == '\n') {
                starts[++line] = i + 1;
            }
        }
        starts[text.size()] = content.length;
        return starts;
    }
}
