package io.foundry9.filebackend.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A part of the results: races on one subject and what is to be said of them. Used by one thread. */
final class Chapter {
    private final String name;
    private final String title;
    private final List<String> remarks = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();

    /** @param name as in file names */
    Chapter(String name, String title, String remark) {
        this.name = name;
        this.title = title;
        remarks.add(remark);
    }

    /** Adds a race that has ended. */
    Standing add(Standing standing) {
        standings.add(standing);
        return standing;
    }

    void add(Goal goal) {
        System.out.println((goal.isMissed() ? "MISSED " : "goal   ") + goal.work() + ": " + goal.seen() + ", "
                + goal.limit() + "\n");
        goals.add(goal);
    }

    /** Adds the goal that one takes at most so many times as long as a peer, if the peer is here. */
    void addRatio(Standing standing, String ours, String peer, double limit) {
        if (standing.has(peer)) {
            add(Goal.ratio(standing.title() + " (" + ours + "), against " + peer, standing.ratio(ours, peer), limit));
        }
    }

    void remark(String text) {
        remarks.add(text);
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    List<String> remarks() {
        return remarks;
    }

    List<Standing> standings() {
        return standings;
    }

    List<Goal> goals() {
        return goals;
    }
}
