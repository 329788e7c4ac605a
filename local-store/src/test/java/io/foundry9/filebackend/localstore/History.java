package io.foundry9.filebackend.localstore;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What several users of a backend have seen while they were at it at the same time: each of their events with the moments,
 * by {@link System#nanoTime}, between which it took place. On one Linux host that clock is the same for all processes.
 */
record History(List<Event> events) {

    private static final String FIELD = "\u001f";
    private static final String STEP = "\u001e";
    private static final String EVENT = "\u001d";

    /** What can be done with a file. */
    enum Kind {
        READ, VERSION, WRITE, CREATE, UPDATE, DELETE, MOVE, REPLACE
    }

    /**
     * One operation on files.
     *
     * @param argument what was written, or the version that was asked for and what was written, or where a move goes
     * @param answer what came of it, in the words of {@link SequentialFiles}
     */
    record Step(Kind kind, String path, String argument, String answer) {

        /** Whether the path is one that is read or changed. */
        boolean touches(String other) {
            return path.equals(other) || isMove() && argument.equals(other);
        }

        boolean isMove() {
            return kind == Kind.MOVE || kind == Kind.REPLACE;
        }

        /** Whether it waits for nobody: what is not there is not deleted, and that is seen before a lock is asked for. */
        boolean isLook() {
            return kind == Kind.READ || kind == Kind.VERSION
                    || kind == Kind.DELETE && answer.equals(SequentialFiles.MISSING);
        }
    }

    /** Steps that are to look like one: a single operation, or a session. */
    record Event(String by, boolean session, List<Step> steps, long called, long returned) {

        /** The same for who sees some paths only. */
        Event on(Predicate<Step> seen) {
            return new Event(by, session, steps.stream().filter(seen).toList(), called, returned);
        }

        String encode() {
            return Stream.concat(Stream.of(String.join(FIELD, by, "" + session, "" + called, "" + returned)),
                    steps.stream().map(step -> String.join(FIELD, step.kind().name(), step.path(), step.argument(),
                            step.answer())))
                    .collect(Collectors.joining(STEP));
        }

        static Event decode(String text) {
            String[] parts = text.split(STEP, -1);
            String[] head = parts[0].split(FIELD, -1);
            List<Step> steps = Arrays.stream(parts).skip(1).map(part -> part.split(FIELD, -1))
                    .map(field -> new Step(Kind.valueOf(field[0]), field[1], field[2], field[3])).toList();
            return new Event(head[0], Boolean.parseBoolean(head[1]), steps, Long.parseLong(head[2]),
                    Long.parseLong(head[3]));
        }
    }

    History with(History other) {
        return new History(Stream.concat(events.stream(), other.events.stream()).toList());
    }

    /** What was done to some paths, sessions being reduced to their part of it. */
    History on(List<String> paths) {
        return new History(events.stream().map(event -> event.on(step -> paths.stream().anyMatch(step::touches)))
                .filter(event -> !event.steps().isEmpty()).toList());
    }

    /** Without what looked from outside, and may have seen one file of a commit before another. */
    History withoutLooks() {
        return new History(events.stream()
                .filter(event -> event.session() || !event.steps().stream().allMatch(Step::isLook)).toList());
    }

    /** In one line. */
    String encode() {
        return events.stream().map(Event::encode).collect(Collectors.joining(EVENT));
    }

    static History decode(String line) {
        return new History(Arrays.stream(line.split(EVENT, -1)).filter(text -> !text.isEmpty()).map(Event::decode)
                .toList());
    }
}
