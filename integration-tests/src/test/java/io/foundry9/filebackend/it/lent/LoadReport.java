package io.foundry9.filebackend.it.lent;

import java.util.List;

/**
 * How some operations went.
 *
 * @param failures what has thrown, and what was lost or torn, in words
 */
public record LoadReport(long operations, List<String> failures, Latencies latencies) {

    public LoadReport {
        failures = List.copyOf(failures);
    }
}
