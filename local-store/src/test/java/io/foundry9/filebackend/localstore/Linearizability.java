package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.localstore.History.Event;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order in which the events of a history could have happened one after the other, each at some moment between
 * its call and its return, with what each has seen being what was there: the search of Wing and Gong, which takes any event
 * that may come next and goes back when it gets stuck, and never comes twice to the same files after the same events.
 */
final class Linearizability {

    private final List<Event> events;
    private final BitSet taken = new BitSet();
    private final Set<Reached> reached = new HashSet<>();
    private final List<Event> order = new ArrayList<>();
    private List<Event> longest = List.of();

    private Linearizability(History history) {
        this.events = history.events().stream().sorted(Comparator.comparingLong(Event::called)).toList();
    }

    /** A place of the search. */
    private record Reached(BitSet taken, SequentialFiles files) {}

    /** What was taken last, what was there before, and where to look for the next one. */
    private record Taken(int event, SequentialFiles before) {}

    /** Why there is no such order; nothing if there is one. */
    static Optional<String> violation(SequentialFiles before, History history) {
        return new Linearizability(history).search(before);
    }

    private Optional<String> search(SequentialFiles before) {
        List<Taken> way = new ArrayList<>();
        SequentialFiles files = before;
        int next = 0;
        while (taken.cardinality() < events.size()) {
            int candidate = candidate(next);
            if (candidate >= 0) {
                Optional<SequentialFiles> after = files.after(events.get(candidate));
                if (after.isPresent() && isNew(candidate, after.get())) {
                    taken.set(candidate);
                    order.add(events.get(candidate));
                    way.add(new Taken(candidate, files));
                    files = after.get();
                    next = 0;
                } else {
                    next = candidate + 1;
                }
                continue;
            }
            if (order.size() >= longest.size()) {
                longest = List.copyOf(order);
            }
            if (way.isEmpty()) {
                return Optional.of(explanation());
            }
            Taken last = way.remove(way.size() - 1);
            order.remove(order.size() - 1);
            taken.clear(last.event());
            files = last.before();
            next = last.event() + 1;
        }
        return Optional.empty();
    }

    private boolean isNew(int candidate, SequentialFiles after) {
        BitSet with = (BitSet) taken.clone();
        with.set(candidate);
        return reached.add(new Reached(with, after));
    }

    /** The next one, from a number on, that no event which is not taken yet has ended before; -1 for none. */
    private int candidate(int from) {
        long firstEnd = Long.MAX_VALUE;
        for (int i = taken.nextClearBit(0); i < events.size(); i = taken.nextClearBit(i + 1)) {
            Event event = events.get(i);
            if (event.called() > firstEnd) {
                return -1;
            }
            if (i >= from) {
                return i;
            }
            firstEnd = Math.min(firstEnd, event.returned());
        }
        return -1;
    }

    private String explanation() {
        StringBuilder text = new StringBuilder("no order explains it; the longest that does goes no further than:\n");
        longest.stream().skip(Math.max(0, longest.size() - 8)).forEach(event -> text.append(event).append('\n'));
        text.append("and then there are:\n");
        events.stream().filter(event -> !longest.contains(event)).limit(8)
                .forEach(event -> text.append(event).append('\n'));
        return text.toString();
    }
}
