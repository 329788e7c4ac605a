package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Endless steps of which each is one write or one session of many changes, and what the tree holds after each of them.
 * Rounds are of eight steps; the last one is the session, which has a bit of everything in it.
 */
final class Script {

    /** How many steps make a round. */
    static final int ROUND = 8;

    /** The step of a round that is a session. */
    static final int SESSION = 7;

    private Script() {}

    /** Lays out what is there before the first step, or after any other; what was there before goes. */
    static void layOut(Path root, int steps) throws IOException {
        for (Map.Entry<String, String> entry : after(steps).entrySet()) {
            Path path = root.resolve(entry.getKey());
            if (entry.getValue().equals("/")) {
                Files.createDirectories(path);
            } else {
                Files.writeString(path, entry.getValue());
            }
        }
    }

    /** Takes the step with a number. */
    static void take(FileBackend backend, int number) {
        int round = number / ROUND;
        switch (number % ROUND) {
            case 0 -> backend.create("w/new/file", Content.of(text(round)));
            case 1 -> backend.update("w/file", Content.of(text(round + 1)));
            case 2 -> backend.append("w/log", Content.of("+" + round));
            case 3 -> backend.move("w/new/file", "w/moved");
            case 4 -> backend.move("w/tree", "w/moved-tree");
            case 5 -> backend.delete("w/moved");
            case 6 -> backend.delete("w/moved-tree", DeleteOption.RECURSIVE);
            default -> backend.inSession(null, session -> {
                change(session, round, round + 1);
                return null;
            });
        }
    }

    /** What the session of a round does. */
    static void change(FileBackend session, int old, int fresh) {
        session.write("s/updated", Content.of(text(fresh)));
        if (fresh % 4 == 0) {
            session.write("s/log", Content.of("0"));
        } else {
            session.append("s/log", Content.of(" " + fresh));
        }
        session.delete("s/created-" + old);
        session.create("s/created-" + fresh, Content.of("" + fresh));
        session.delete("s/tree-" + old, DeleteOption.RECURSIVE);
        session.create("s/tree-" + fresh + "/deep/x", Content.of("" + fresh));
        session.create("s/tree-" + fresh + "/y", Content.of("" + fresh));
        session.move("s/file-" + old, "s/file-" + fresh);
        session.move("s/moved-" + old, "s/moved-" + fresh);
        session.move("s/left", "s/between");
        session.move("s/right", "s/left");
        session.move("s/between", "s/right");
        session.delete("s/shape", DeleteOption.RECURSIVE);
        session.create(old % 2 == 0 ? "s/shape" : "s/shape/in", Content.of("" + fresh));
        session.write("w/log", Content.of("" + fresh));
        session.create("w/tree/x", Content.of("x"));
        session.delete("w/new");
        assertThat(session.readText("s/created-" + fresh)).isEqualTo("" + fresh);
    }

    /** What the tree holds after so many steps, as {@link Roots#content} tells it. */
    static TreeMap<String, String> after(int steps) {
        int round = steps / ROUND;
        int in = steps % ROUND;
        TreeMap<String, String> tree = sessionsTree(round);
        tree.put("w", "/");
        tree.put("w/file", text(in > 1 ? round + 1 : round));
        tree.put("w/log", in > 2 ? round + "+" + round : "" + round);
        if (in > 0) {
            tree.put("w/new", "/");
        }
        if (in > 0 && in <= 3) {
            tree.put("w/new/file", text(round));
        }
        if (in == 4 || in == 5) {
            tree.put("w/moved", text(round));
        }
        if (in <= 6) {
            String name = in <= 4 ? "w/tree" : "w/moved-tree";
            tree.put(name, "/");
            tree.put(name + "/x", "x");
        }
        return tree;
    }

    private static TreeMap<String, String> sessionsTree(int round) {
        TreeMap<String, String> tree = new TreeMap<>();
        String name = "" + round;
        tree.put("s", "/");
        tree.put("s/updated", text(round));
        StringBuilder log = new StringBuilder("0");
        for (int i = round / 4 * 4 + 1; i <= round; i++) {
            log.append(' ').append(i);
        }
        tree.put("s/log", log.toString());
        tree.put("s/created-" + round, name);
        tree.put("s/tree-" + round, "/");
        tree.put("s/tree-" + round + "/deep", "/");
        tree.put("s/tree-" + round + "/deep/x", name);
        tree.put("s/tree-" + round + "/y", name);
        tree.put("s/file-" + round, "file");
        tree.put("s/moved-" + round, "/");
        tree.put("s/moved-" + round + "/in", "in");
        tree.put("s/left", round % 2 == 0 ? "left" : "right");
        tree.put("s/right", round % 2 == 0 ? "right" : "left");
        tree.put("s/shape", round % 2 == 0 ? "/" : name);
        if (round % 2 == 0) {
            tree.put("s/shape/in", name);
        }
        return tree;
    }

    private static String text(int generation) {
        return ("generation " + generation + "\n").repeat(500);
    }

    /** How many steps were taken, by what is there: either so many, or one more, and nothing in between. */
    static int reached(Path root, int steps) throws IOException {
        return reached(Roots.content(root), steps);
    }

    /** As {@link #reached}; a recursive delete that has failed may have got rid of some of it. */
    static int reachedAfterFailure(Path root, int steps) throws IOException {
        TreeMap<String, String> content = Roots.content(root);
        if (steps % ROUND == 6 && content.containsKey("w/moved-tree")) {
            content.put("w/moved-tree/x", "x");
        }
        return reached(content, steps);
    }

    /** Parents are made before what is to lie in them. */
    private static int reached(TreeMap<String, String> content, int steps) {
        if (steps % ROUND == 0 && !content.containsKey("w/new/file")) {
            content.remove("w/new");
        }
        if (content.equals(after(steps + 1))) {
            return steps + 1;
        }
        assertThat(content).as("after %s steps, or one more", steps).containsExactlyInAnyOrderEntriesOf(after(steps));
        return steps;
    }
}
