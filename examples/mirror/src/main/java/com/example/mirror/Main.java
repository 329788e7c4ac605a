package com.example.mirror;

import com.example.mirror.Mirror.Step;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The command line of a {@link Mirror}. */
public final class Main {

    private static final String USAGE = "usage: mirror [--dry-run] [--checksum] [--delete] FROM-URI TO-URI";
    private static final Set<String> OPTIONS = Set.of("--dry-run", "--checksum", "--delete");

    private Main() {}

    public static void main(String... words) {
        System.exit(run(System.out, System.err, words));
    }

    /** @return the exit status: 0 when done, 1 when something failed, 2 for wrong usage */
    static int run(PrintStream out, PrintStream err, String... words) {
        List<String> options = new ArrayList<>(List.of(words));
        List<String> uris = options.stream().filter(word -> !word.startsWith("-")).toList();
        options.removeAll(uris);
        if (uris.size() != 2 || !OPTIONS.containsAll(options)) {
            err.println(USAGE);
            return 2;
        }
        SchemeRegistry schemes = SchemeRegistry.discover();
        try (FileBackend from = schemes.open(uris.get(0));
                FileBackend to = schemes.open(uris.get(1))) {
            Mirror mirror = new Mirror(from, to);
            List<Step> steps = mirror.plan(options.contains("--checksum"), options.contains("--delete"));
            steps.forEach(step -> out.println(step.action().name().toLowerCase(Locale.ROOT) + " " + step.path()));
            if (!options.contains("--dry-run")) {
                mirror.run(steps, tenths(err));
            }
            return 0;
        } catch (IllegalArgumentException e) { // a URI makes no sense
            err.println("mirror: " + e.getMessage());
            return 2;
        } catch (FileBackendException | IOException e) {
            err.println("mirror: " + e.getMessage());
            return 1;
        }
    }

    /** Tells of every tenth that is done. */
    private static ProgressListener tenths(PrintStream err) {
        AtomicLong told = new AtomicLong();
        return (done, total) -> {
            long tenths = done * 10 / Math.max(1, total.orElse(1));
            if (tenths > told.getAndSet(tenths)) {
                err.println(tenths * 10 + " %");
            }
        };
    }
}
