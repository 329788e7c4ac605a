package io.foundry9.filebackend.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What a framework has in use at one moment: threads, open files and services, each counted by a name without numbers.
 * Files are known where the system tells them, on Linux.
 */
record Footprint(Map<String, Long> threads, Map<String, Long> files, Map<String, Long> services) {

    private static final Path OPEN = Path.of("/proc/self/fd");

    /** Threads that the JVM has for everybody, as many as it likes. */
    private static final String SHARED = "ForkJoinPool.*|process reaper.*|Attach Listener|.*Compiler.*|junit.*";

    /** @param home files elsewhere are of no interest, but for the bundles; what is no file at all is */
    static Footprint of(BundleContext context, Path home) throws IOException {
        return new Footprint(
                counted(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                        .filter(name -> !name.matches(SHARED))),
                counted(openFiles(home).stream()), counted(services(context).stream()));
    }

    private static Map<String, Long> counted(Stream<String> names) {
        return names.map(name -> name.replaceAll("\\d+", "#"))
                .collect(groupingBy(name -> name, TreeMap::new, counting()));
    }

    private static List<String> openFiles(Path home) throws IOException {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(OPEN)) {
            return names;
        }
        try (Stream<Path> open = Files.list(OPEN)) {
            for (Path each : open.toList()) {
                name(each).filter(name -> isOfInterest(name, home))
                        .map(name -> name.endsWith(".jar") ? "of a bundle" : name)
                        .ifPresent(names::add);
            }
        }
        return names;
    }

    private static boolean isOfInterest(String name, Path home) {
        return !name.startsWith("/") || name.startsWith(home.toString())
                || name.startsWith(Path.of(System.getProperty("f9.dist"), "bundles").normalize().toString());
    }

    private static Optional<String> name(Path descriptor) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
            return Optional.empty(); // the one by which they were listed
        }
    }

    private static List<String> services(BundleContext context) {
        try {
            return Stream.of(context.getAllServiceReferences(null, null)).flatMap(Footprint::classes).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> classes(ServiceReference<?> service) {
        return Stream.of((String[]) service.getProperty(Constants.OBJECTCLASS));
    }

    /** What there is more of than there was before, and services of which there are fewer; in words. */
    List<String> beyond(Footprint before) {
        List<String> words = new ArrayList<>();
        add(words, "more threads ", threads, before.threads);
        add(words, "more files ", files, before.files);
        add(words, "more services ", services, before.services);
        add(words, "fewer services ", before.services, services);
        return words;
    }

    private static void add(List<String> words, String kind, Map<String, Long> more, Map<String, Long> fewer) {
        more.forEach((name, count) -> {
            long beyond = count - fewer.getOrDefault(name, 0L);
            if (beyond > 0) {
                words.add(kind + name + ": " + beyond);
            }
        });
    }
}
