package io.foundry9.filebackend.openai.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Which requests go wrong, and how. Requests are named as in {@link ReceivedRequest#route()}, such as
 * {@code POST /vector_stores/{id}/files}; how the ids are called doesn't matter, and {@link #ANY} means each. What is
 * scripted goes before what is random. Safe for threads.
 */
public final class Faults {
    /** Stands for every request. */
    public static final String ANY = "*";

    private final List<Order> orders = new ArrayList<>();
    private Random random = new Random(0);
    private double share;
    private List<Fault> choice = List.of();

    Faults() {
    }

    private static final class Order {
        private final String route;
        private final Fault fault;
        private int wait;

        Order(String route, Fault fault, int wait) {
            this.route = route;
            this.fault = fault;
            this.wait = wait;
        }
    }

    /** The next such request suffers the fault. Ordered several times: one after the other. */
    public Faults next(String route, Fault fault) {
        return nth(1, route, fault);
    }

    /** Of the such requests from now on, counted from 1, the {@code n}-th suffers the fault. */
    public synchronized Faults nth(int n, String route, Fault fault) {
        orders.add(new Order(Route.ordered(route), fault, n));
        return this;
    }

    /**
     * A share of all requests, 0 to 1, suffers one of these faults, the same for the same seed and the same order of
     * requests.
     */
    public synchronized Faults random(long seed, double part, Fault... faults) {
        random = new Random(seed);
        share = part;
        choice = List.of(faults);
        return this;
    }

    /** Nothing goes wrong any more. */
    public synchronized void clear() {
        orders.clear();
        share = 0;
    }

    /** How many scripted faults have not happened yet. */
    public synchronized int pending() {
        return orders.size();
    }

    /** What the request that has just come in shall suffer; counts it. */
    synchronized Optional<Fault> decide(Route route) {
        Optional<Fault> scripted = scripted(Route.unnamed(route.label()));
        return scripted.or(() -> drawn(route));
    }

    private Optional<Fault> scripted(String route) {
        Order due = null;
        for (Order order : orders) {
            if (order.route.equals(ANY) || order.route.equals(route)) {
                order.wait--;
                if (due == null && order.wait <= 0) {
                    due = order;
                }
            }
        }
        orders.remove(due);
        return Optional.ofNullable(due).map(order -> order.fault);
    }

    private Optional<Fault> drawn(Route route) {
        if (share <= 0 || choice.isEmpty() || random.nextDouble() >= share) {
            return Optional.empty();
        }
        Fault fault = choice.get(random.nextInt(choice.size()));
        return fault.kind().isIndexing() && !route.attaches() ? Optional.empty() : Optional.of(fault);
    }
}
