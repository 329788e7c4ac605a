package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a page of the documentation shows of a shell: the lines of its {@code console} blocks as steps, each a command and
 * what it prints. A command begins behind {@code $} and ends with its line, or where the here-document or the
 * continuation in it ends. What is typed at {@code vault>} is given to the console as a script. Blocks that are typed
 * elsewhere, as root ({@code #}) or in Karaf, are left out.
 */
final class Transcript {

    private static final String FENCE = "```";
    private static final String SHELL = "$ ";
    private static final String CONSOLE = "vault> ";
    private static final String ROOT = "# ";
    static final String KARAF = "karaf@root()> ";
    private static final String TYPED = "TYPED";
    private static final Pattern HERE = Pattern.compile("<<'?(\\w+)'?");
    private static final Pattern REMARK = Pattern.compile("\\s#\\s");

    /**
     * A command and what it prints.
     *
     * @param line where it stands on the page
     * @param shown what the page shows of the output; of a command with a remark perhaps nothing
     */
    record Step(int line, String command, List<String> shown) {

        /** Whether the page leaves to a remark behind the command what it prints. */
        boolean isOnlyRemarked() {
            return shown.isEmpty() && REMARK.matcher(command).find();
        }

        /** Whether a status is what the page shows; of other programs than ours it isn't known how they tell of failures. */
        boolean mayEndWith(int status) {
            if (shown.stream().anyMatch(text -> text.startsWith("vault: "))) {
                return status != 0;
            }
            return status == 0 || !shown.isEmpty() && !command.contains("vault ");
        }
    }

    private Transcript() {}

    /** @param page from the root of the project, such as {@code docs/a.md} */
    static List<Step> of(String page) throws IOException {
        return steps(Files.readAllLines(Pages.ROOT.resolve(page)));
    }

    static List<Step> steps(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (int start : starts(lines)) {
            add(lines.subList(start, end(lines, start)), start + 1, steps);
        }
        return steps;
    }

    /** The lines within each fence. */
    static List<List<String>> blocks(List<String> lines) {
        return starts(lines).stream().map(start -> lines.subList(start, end(lines, start))).toList();
    }

    private static List<Integer> starts(List<String> lines) {
        return IntStream.rangeClosed(1, lines.size())
                .filter(i -> lines.get(i - 1).strip().equals(FENCE + "console")).boxed().toList();
    }

    private static int end(List<String> lines, int start) {
        return IntStream.range(start, lines.size()).filter(i -> lines.get(i).strip().equals(FENCE)).findFirst()
                .orElseThrow(() -> new AssertionError("a block that begins behind line " + start + " has no end"));
    }

    private static void add(List<String> block, int line, List<Step> steps) {
        if (block.isEmpty() || block.get(0).startsWith(ROOT) || block.get(0).startsWith(KARAF)) {
            return;
        }
        assertThat(block.get(0)).as("line %s, which begins a block of the console", line)
                .matches(text -> text.startsWith(SHELL) || text.startsWith(CONSOLE), "has a prompt");
        int at = 0;
        while (at < block.size()) {
            int end = at + 1;
            while (end < block.size() && !block.get(end).startsWith(SHELL)) {
                end++;
            }
            steps.add(step(block.subList(at, end), line + at));
            at = end;
        }
    }

    private static Step step(List<String> lines, int line) {
        if (lines.stream().anyMatch(text -> text.startsWith(CONSOLE))) {
            return console(lines, line);
        }
        int end = endOfCommand(lines);
        String command = String.join("\n", lines.subList(0, end)).substring(SHELL.length());
        return new Step(line, command, List.copyOf(lines.subList(end, lines.size())));
    }

    private static int endOfCommand(List<String> lines) {
        Matcher here = HERE.matcher(lines.get(0));
        int end = 1;
        if (here.find()) {
            end = lines.indexOf(here.group(1)) + 1;
            assertThat(end).as("the end %s of a here-document", here.group(1)).isPositive();
        }
        while (lines.get(end - 1).endsWith("\\")) {
            end++;
        }
        return end;
    }

    /** What is typed and what is printed, each in its order: which is whose cannot be told from outside. */
    private static Step console(List<String> lines, int line) {
        List<String> typed = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        String command = "./vault";
        for (String text : lines) {
            if (text.startsWith(CONSOLE)) {
                typed.add(text.substring(CONSOLE.length()));
            } else if (text.startsWith(SHELL)) {
                command = text.substring(SHELL.length());
            } else {
                shown.add(text);
            }
        }
        return new Step(line, command + " <<'" + TYPED + "'\n" + String.join("\n", typed) + "\n" + TYPED, shown);
    }

    /** Whether output is what a page shows, by its rules. */
    static boolean isShown(List<String> shown, String output) {
        StringBuilder pattern = new StringBuilder();
        for (String line : shown) {
            pattern.append(line.strip().equals("…")
                    ? "(?:[^\n]*\n)*"
                    : wildcards(comparable(line)) + "\n");
        }
        String text = comparable(output);
        return Pattern.matches(pattern.toString(), text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
    }

    private static String wildcards(String line) {
        return Pattern.quote(line).replace("…", "\\E[^\n]*\\Q");
    }

    /** Times and ids of commits are others at each run; how wide a column is depends on where a folder is. */
    private static String comparable(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "TIME")
                .replaceAll("\\b(?=[0-9a-f]*\\d)[0-9a-f]{10}\\b", "COMMIT")
                .replaceAll("[ \t]+", " ").replaceAll("(?m) $", "");
    }
}
