package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code docs/shell.md} that the commands write themselves: for each group of commands a table, and for each
 * command what its manual says. It stands between two comments; around it a person writes. Immutable.
 */
final class ShellPage {

    static final String BEGIN = "<!-- From here on the page is written by the commands themselves. -->";
    static final String END = "<!-- Up to here. -->";

    /** The groups in which {@code vault:help} lists the commands, each with its first one. */
    private static final List<Group> GROUPS = List.of(new Group("Vaults", "add"),
            new Group("Files and directories", "append"), new Group("History, remote places, search", "abort"),
            new Group("Help", "help"));

    private static final int WIDTH = 120;
    private static final Pattern COMMAND = Pattern.compile("vault:([a-z]+)");
    /** What people type: an option, a sign that stands alone, and what names an entry. */
    private static final Pattern TYPED = Pattern.compile(
            "(?<![\\w`-])--?[a-zA-Z][a-z-]*|(?<=\\s|^)(?:--|[-+*])(?=[\\s;,])|(?<![\\w`])(?:VAULT|NAME):(?:[^\\s,;.]|\\.{3}|\\.(?!$|\\s))*");
    private static final Pattern COMMON_OPTION = Pattern.compile("^ +--(debug|help) .*$");

    private record Group(String title, String first) {
    }

    private final List<Manual> manuals;

    ShellPage(List<Manual> manuals) {
        this.manuals = List.copyOf(manuals);
    }

    /** The page with what the commands say now. */
    String in(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page lacks " + BEGIN + " or, after it, " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + written() + "\n" + page.substring(end);
    }

    private String written() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < GROUPS.size(); i++) {
            int from = indexOf(GROUPS.get(i).first);
            int to = i + 1 < GROUPS.size() ? indexOf(GROUPS.get(i + 1).first) : manuals.size();
            page.append("\n## ").append(GROUPS.get(i).title).append("\n\n");
            writeTable(manuals.subList(from, to), page);
            manuals.subList(from, to).forEach(manual -> write(manual, page));
        }
        return page.toString();
    }

    private int indexOf(String name) {
        List<String> names = manuals.stream().map(Manual::name).toList();
        if (!names.contains(name)) {
            throw new IllegalStateException("a group of commands begins with " + name + ", which is gone");
        }
        return names.indexOf(name);
    }

    private static void writeTable(List<Manual> group, StringBuilder page) {
        page.append("| command | what it does |\n|---|---|\n");
        group.forEach(manual -> page.append("| ").append(link(manual.name())).append(" | ").append(manual.summary())
                .append(" |\n"));
    }

    private static String link(String name) {
        return "[`vault:" + name + "`](#vault" + name + ")";
    }

    private void write(Manual manual, StringBuilder page) {
        String summary = manual.summary();
        page.append("\n### vault:").append(manual.name()).append("\n\n")
                .append(summary.substring(0, 1).toUpperCase(Locale.ROOT)).append(summary.substring(1)).append(".\n");
        String text = manual.full();
        for (String block : text.substring(text.indexOf("\n\n") + 2).split("\n\n")) {
            writeBlock(block.lines().filter(line -> !COMMON_OPTION.matcher(line).matches()).toList(), manual, page);
        }
    }

    private void writeBlock(List<String> lines, Manual manual, StringBuilder page) {
        if (lines.isEmpty()) {
            return;
        }
        page.append("\n");
        String first = lines.get(0);
        if (first.startsWith("usage: ")) {
            writeCode(lines.stream().map(line -> line.substring("usage: ".length())).toList(), page);
        } else if (first.startsWith("example")) {
            page.append(first.endsWith("s:") ? "Examples:\n\n" : "Example:\n\n");
            writeCode(lines.stream().skip(1).map(line -> line.substring(2)).toList(), page);
        } else if (first.startsWith("  ")) {
            writeCode(lines, page);
        } else {
            writeProse(String.join(" ", lines), manual, page);
        }
    }

    private static void writeCode(List<String> lines, StringBuilder page) {
        page.append("```\n").append(String.join("\n", lines)).append("\n```\n");
    }

    private void writeProse(String text, Manual manual, StringBuilder page) {
        String marked = TYPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement("`" + found.group() + "`"));
        String linked = COMMAND.matcher(marked).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).equals(manual.name()) || !isKnown(found.group(1)) ? "`" + found.group() + "`"
                        : link(found.group(1))));
        wrapped(linked).forEach(line -> page.append(line).append("\n"));
    }

    private boolean isKnown(String name) {
        return manuals.stream().anyMatch(manual -> manual.name().equals(name));
    }

    /** Lines that fit; none begins with a number and a dot, which would be read as an item of a list. */
    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.replaceAll(" (?=\\d+\\.)", "\u0000").split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString().strip().replace('\u0000', ' '));
                line.setLength(0);
            }
            line.append(word).append(" ");
        }
        lines.add(line.toString().strip().replace('\u0000', ' '));
        return lines;
    }
}
