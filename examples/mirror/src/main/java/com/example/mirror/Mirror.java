package com.example.mirror;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one vault like another. First it plans, then it does what is planned: a dry run is a plan that nobody carries out,
 * and a run that was interrupted is taken up by the next plan, which holds only what is left.
 */
final class Mirror {

    /** What is to be done at a path of the target. */
    enum Action {
        ADD,
        REPLACE,
        DELETE
    }

    /** @param info from the source; of what is to be deleted, from the target */
    record Step(Action action, FileInfo info) {
        String path() {
            return info.path();
        }

        long bytes() {
            return action == Action.DELETE ? 0 : info.size();
        }
    }

    private final FileBackend from;
    private final FileBackend to;

    Mirror(FileBackend from, FileBackend to) {
        this.from = from;
        this.to = to;
    }

    /**
     * A directory comes before what is in it, and deletions come last: when they are done, all else has arrived.
     *
     * @param byChecksum whether both contents are compared, not only sizes and times
     * @param delete whether what is only in the target is to go
     */
    List<Step> plan(boolean byChecksum, boolean delete) {
        Map<String, FileInfo> source = tree(from);
        Map<String, FileInfo> target = tree(to);
        List<String> alike = source.keySet().stream()
                .filter(path -> isAlike(source.get(path), target.get(path), byChecksum))
                .toList();
        Set<String> unchanged = byChecksum ? sameContent(alike) : Set.copyOf(alike);
        List<Step> steps = new ArrayList<>();
        for (FileInfo info : source.values()) {
            if (!unchanged.contains(info.path()) && (info.isFile() || info.isDirectory())) {
                steps.add(new Step(target.containsKey(info.path()) ? Action.REPLACE : Action.ADD, info));
            }
        }
        for (FileInfo info : delete ? target.values() : List.<FileInfo>of()) {
            boolean goesWithParent = !parent(info).isEmpty() && !source.containsKey(parent(info));
            if (!source.containsKey(info.path()) && !goesWithParent) {
                steps.add(new Step(Action.DELETE, info));
            }
        }
        return steps;
    }

    private static Map<String, FileInfo> tree(FileBackend vault) {
        try (Stream<FileInfo> entries = vault.walk("")) {
            return entries.collect(Collectors.toMap(FileInfo::path, info -> info, (one, other) -> one, TreeMap::new));
        }
    }

    private static String parent(FileInfo info) {
        int end = info.path().lastIndexOf('/');
        return end < 0 ? "" : info.path().substring(0, end);
    }

    /** By what the listings tell, which costs no read. */
    private static boolean isAlike(FileInfo info, FileInfo copy, boolean whateverItsAge) {
        return copy != null && copy.type() == info.type() && copy.size() == info.size()
                && (whateverItsAge || info.isDirectory() || !isOlder(copy, info));
    }

    /** To the second: a git history knows no more. What has no time may be older. */
    private static boolean isOlder(FileInfo copy, FileInfo info) {
        Instant changed = info.modified().orElse(Instant.MAX);
        Instant copied = copy.modified().orElse(Instant.MIN);
        return copied.isBefore(changed.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Computed in parallel, or known for nothing, as the backend has it; directories have none on either side. */
    private Set<String> sameContent(List<String> paths) {
        Map<String, String> here = from.checksumMany(paths, ChecksumAlgorithm.SHA256);
        Map<String, String> there = to.checksumMany(paths, ChecksumAlgorithm.SHA256);
        return paths.stream().filter(path -> Objects.equals(here.get(path), there.get(path)))
                .collect(Collectors.toSet());
    }

    /** @param progress is told of the bytes of all that is planned, while they are written */
    void run(List<Step> steps, ProgressListener progress) throws IOException {
        OptionalLong total = OptionalLong.of(steps.stream().mapToLong(Step::bytes).sum());
        long done = 0;
        for (Step step : steps) {
            long before = done;
            if (step.action() == Action.DELETE) {
                to.delete(step.path(), DeleteOption.RECURSIVE);
            } else if (step.info().isDirectory()) {
                to.createDirectory(step.path(), WriteOption.OVERWRITE);
            } else {
                copy(step.path(), (bytes, all) -> progress.progressed(before + bytes, total));
            }
            done += step.bytes();
        }
    }

    /** The target has all of a file or nothing of it, whenever this is interrupted. */
    private void copy(String path, ProgressListener progress) throws IOException {
        try (InputStream content = from.openRead(path)) {
            to.write(path, Content.of(content), WriteOption.progress(progress));
        }
    }
}
