package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Several changes that are made together, as it is written into the journal: lines of fields with tabs between them
 * (paths and names have neither), a head that names the format and an end that proves that nothing is missing.
 *
 * @param folder the number of the staging folder that the steps refer to
 */
record Plan(long folder, List<Step> steps) {

    private static final String HEAD = "f9-journal 1";
    private static final String TAB = "\t";

    byte[] encode() {
        StringBuilder text = new StringBuilder(HEAD).append('\n').append(folder).append('\n');
        for (Step step : steps) {
            text.append(line(step)).append('\n');
        }
        return (text + "end " + sum(text.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Step step) {
        if (step instanceof Step.Put put) {
            return String.join(TAB, "put", put.path().toString(), put.staged(), put.kept());
        }
        if (step instanceof Step.Make make) {
            return String.join(TAB, "make", make.path().toString());
        }
        if (step instanceof Step.Take take) {
            return String.join(TAB, take.recursive() ? "take-tree" : "take", take.path().toString(), take.taken());
        }
        Step.Move move = (Step.Move) step;
        return String.join(TAB, "move", move.path().toString(), move.from().toString(), move.kept());
    }

    private static String sum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /** Empty for what is torn, or not in this format. */
    static Optional<Plan> decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf("end ");
        if (end < 0 || !text.substring(end).equals("end " + sum(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        String[] lines = text.substring(0, end).split("\n");
        if (lines.length < 2 || !lines[0].equals(HEAD)) {
            return Optional.empty();
        }
        try {
            List<Step> steps = new ArrayList<>();
            for (int i = 2; i < lines.length; i++) {
                steps.add(step(lines[i].split(TAB)));
            }
            return Optional.of(new Plan(Long.parseLong(lines[1]), List.copyOf(steps)));
        } catch (RuntimeException e) {
            return Optional.empty(); // well summed, yet not ours
        }
    }

    private static Step step(String[] fields) {
        StorePath path = StorePath.parse(fields[1]);
        return switch (fields[0]) {
            case "put" -> new Step.Put(path, name(fields[2]), name(fields[3]));
            case "make" -> new Step.Make(path);
            case "take" -> new Step.Take(path, name(fields[2]), false);
            case "take-tree" -> new Step.Take(path, name(fields[2]), true);
            case "move" -> new Step.Move(StorePath.parse(fields[2]), path, name(fields[3]));
            default -> throw new IllegalArgumentException(fields[0]);
        };
    }

    private static String name(String text) {
        if (!StorePath.isSegment(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
