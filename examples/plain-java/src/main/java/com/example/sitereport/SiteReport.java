package com.example.sitereport;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what there is in a vault, whatever URI it has: how much of what, how many lines of text, and what is there twice. */
public final class SiteReport {

    private static final String USAGE = "usage: site-report [--save] URI";
    private static final String OURS = "site-report.";

    private final FileBackend site;

    SiteReport(FileBackend site) {
        this.site = site;
    }

    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** @return the exit status: 0 when done, 1 when something failed, 2 for wrong usage */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        boolean save = arguments.length == 2 && arguments[0].equals("--save");
        if (arguments.length != (save ? 2 : 1) || arguments[arguments.length - 1].startsWith("-")) {
            err.println(USAGE);
            return 2;
        }
        try (FileBackend site = SchemeRegistry.discover().open(arguments[arguments.length - 1])) {
            new SiteReport(site).print(out, save);
            return 0;
        } catch (IllegalArgumentException e) { // the URI makes no sense
            err.println("site-report: " + e.getMessage());
            return 2;
        } catch (FileBackendException e) {
            err.println("site-report: " + e.getMessage());
            return 1;
        }
    }

    private void print(PrintStream out, boolean save) {
        Map<String, String> checksums = checksums();
        List<String> report = new ArrayList<>();
        sizes().forEach((ending, sizes) -> report
                .add("%-12s %6d files %12d bytes".formatted(ending, sizes.getCount(), sizes.getSum())));
        report.add("%-12s %6d lines".formatted("text", checksums.keySet().stream().mapToLong(this::lines).sum()));
        twice(checksums).forEach(paths -> report.add("%-12s ".formatted("twice") + String.join(" = ", paths)));
        report.forEach(out::println);
        if (save) {
            save(report, checksums);
        }
    }

    /** The tree is read as the stream is consumed. */
    private Map<String, LongSummaryStatistics> sizes() {
        try (Stream<FileInfo> entries = site.walk("")) {
            return entries.filter(entry -> entry.isFile() && !entry.path().startsWith(OURS))
                    .collect(Collectors.groupingBy(
                            SiteReport::ending, TreeMap::new, Collectors.summarizingLong(FileInfo::size)));
        }
    }

    private static String ending(FileInfo file) {
        int dot = file.name().lastIndexOf('.');
        return dot < 0 ? "" : file.name().substring(dot);
    }

    /** By path, computed in parallel. */
    private Map<String, String> checksums() {
        List<String> files = site.glob("**").stream().filter(path -> !path.startsWith(OURS)).toList();
        return site.checksumMany(files, ChecksumAlgorithm.SHA256);
    }

    /** Chunk by chunk, so it takes the same memory whatever the size of the file. */
    private long lines(String path) {
        if (!site.info(path).isText()) {
            return 0;
        }
        try (Stream<String> chunks = site.streamText(path)) {
            return chunks.flatMapToInt(String::chars).filter(character -> character == '\n').count();
        }
    }

    private static List<List<String>> twice(Map<String, String> checksums) {
        Map<String, List<String>> byChecksum = checksums.keySet().stream()
                .collect(Collectors.groupingBy(checksums::get, TreeMap::new, Collectors.toList()));
        return byChecksum.values().stream().filter(paths -> paths.size() > 1).toList();
    }

    /** Two files that belong together: in a session, both are there or none is. */
    private void save(List<String> report, Map<String, String> checksums) {
        StringBuilder sums = new StringBuilder();
        checksums.forEach((path, checksum) -> sums.append(checksum).append("  ").append(path).append('\n'));
        site.inSession(Duration.ofSeconds(10), session -> {
            session.write("site-report.txt", Content.of(String.join("\n", report) + "\n"));
            return session.write("site-report.sha256", Content.of(sums.toString()));
        });
    }
}
