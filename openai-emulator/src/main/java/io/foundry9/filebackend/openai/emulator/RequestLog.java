package io.foundry9.filebackend.openai.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has come in, in the order in which it was processed. Safe for threads. */
final class RequestLog {
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private long next;

    synchronized void add(String method, String route, String path, String query, int status,
            Optional<FaultKind> fault) {
        requests.add(new ReceivedRequest(next++, method, route, path, query, status, fault));
    }

    synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized long mark() {
        return next;
    }

    synchronized void clear() {
        requests.clear();
    }

    synchronized Map<String, Integer> countsSince(long mark) {
        Map<String, Integer> counts = new TreeMap<>();
        for (ReceivedRequest request : requests) {
            if (request.number() >= mark) {
                counts.merge(request.route(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
