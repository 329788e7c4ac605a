package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.localstore.History.Event;
import io.foundry9.filebackend.localstore.History.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A few files as they are when one thing happens after another: what a history has to agree with. A step says what came of
 * it: what was read, the version that was found or that came to be, or one of the words below.
 *
 * @param files what is there, and under which version, by path
 */
record SequentialFiles(Map<String, Slot> files) {

    /** Nothing was there. */
    static final String MISSING = "missing";

    /** Something was in the way. */
    static final String EXISTS = "exists";

    /** There was another version than expected; the one that was there follows. */
    static final String MISMATCH = "mismatch ";

    /** It is gone. */
    static final String GONE = "gone";

    static final SequentialFiles NONE = new SequentialFiles(Map.of());

    /** A file. */
    record Slot(String value, String version) {}

    SequentialFiles with(String path, String value, String version) {
        Map<String, Slot> changed = new HashMap<>(files);
        changed.put(path, new Slot(value, version));
        return new SequentialFiles(changed);
    }

    private SequentialFiles without(String path) {
        Map<String, Slot> changed = new HashMap<>(files);
        changed.remove(path);
        return new SequentialFiles(changed);
    }

    /** What is there after the event; nothing if the event cannot have gone as it did. */
    Optional<SequentialFiles> after(Event event) {
        Optional<SequentialFiles> now = Optional.of(this);
        for (Step step : event.steps()) {
            now = now.flatMap(files -> files.after(step));
        }
        return now;
    }

    private Optional<SequentialFiles> after(Step step) {
        Slot there = files.get(step.path());
        String answer = step.answer();
        return switch (step.kind()) {
            case READ -> unchangedIf(answer.equals(there == null ? MISSING : there.value()));
            case VERSION -> unchangedIf(answer.equals(there == null ? MISSING : there.version()));
            case WRITE -> Optional.of(with(step.path(), step.argument(), answer));
            case CREATE -> answer.equals(EXISTS)
                    ? unchangedIf(there != null)
                    : changedIf(there == null, with(step.path(), step.argument(), answer));
            case UPDATE -> afterUpdate(step, there);
            case DELETE -> answer.equals(MISSING)
                    ? unchangedIf(there == null)
                    : changedIf(there != null, without(step.path()));
            case MOVE, REPLACE -> afterMove(step, there);
        };
    }

    private Optional<SequentialFiles> afterUpdate(Step step, Slot there) {
        String expected = step.argument().split(" ")[0];
        String fresh = step.argument().split(" ")[1];
        if (step.answer().equals(MISSING)) {
            return unchangedIf(there == null);
        }
        if (step.answer().startsWith(MISMATCH)) {
            return unchangedIf(there != null && !there.version().equals(expected)
                    && step.answer().equals(MISMATCH + there.version()));
        }
        return changedIf(there != null && there.version().equals(expected),
                with(step.path(), fresh, step.answer()));
    }

    private Optional<SequentialFiles> afterMove(Step step, Slot there) {
        boolean occupied = files.containsKey(step.argument());
        return switch (step.answer()) {
            case MISSING -> unchangedIf(there == null);
            case EXISTS -> unchangedIf(occupied && step.kind() == History.Kind.MOVE);
            default -> there == null || occupied && step.kind() == History.Kind.MOVE
                    ? Optional.empty()
                    : Optional.of(without(step.path()).with(step.argument(), there.value(), step.answer()));
        };
    }

    private Optional<SequentialFiles> unchangedIf(boolean possible) {
        return changedIf(possible, this);
    }

    private static Optional<SequentialFiles> changedIf(boolean possible, SequentialFiles changed) {
        return possible ? Optional.of(changed) : Optional.empty();
    }
}
