package io.foundry9.filebackend.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command says of itself, and by that what it takes: the options are read from the very lines that describe them,
 * so that the two cannot differ. An option's line looks like {@code "  -a, --algorithm=NAME  text"} or
 * {@code "      --overwrite  text"}. Immutable.
 */
final class Manual {

    private static final Pattern OPTION = Pattern
            .compile("^  (?:    |-(\\w), )--([a-z][a-z-]*)(?:=([A-Z]+))?  +(.*)$", Pattern.MULTILINE);
    private static final String USAGE = "usage: ";
    private static final String COMMON = """
                  --debug          show where an error comes from
                  --help           show this
            """;

    private final String name;
    private final String summary;
    private final String text;
    private final Map<String, Option> options = new LinkedHashMap<>();

    /**
     * An option as its line describes it.
     *
     * @param name the long form without dashes
     * @param letter the short form without its dash, where there is one
     * @param value what follows {@code =}, where it takes a value
     */
    record Option(String name, Optional<String> letter, Optional<String> value, String description) {
    }

    Manual(String name, String summary, String text) {
        this.name = name;
        this.summary = summary;
        this.text = text.stripTrailing() + "\n";
        readOptions(text + COMMON);
    }

    private void readOptions(String lines) {
        Matcher matcher = OPTION.matcher(lines);
        while (matcher.find()) {
            Option option = new Option(matcher.group(2), Optional.ofNullable(matcher.group(1)),
                    Optional.ofNullable(matcher.group(3)), matcher.group(4));
            options.put("--" + option.name, option);
            option.letter.ifPresent(letter -> options.put("-" + letter, option));
        }
    }

    String name() {
        return name;
    }

    /** What the command does, in a few words. */
    String summary() {
        return summary;
    }

    /** How it is called: the first line of the text. */
    String usage() {
        return text.substring(USAGE.length(), text.indexOf('\n'));
    }

    /** The option of that name, with its dashes. */
    Optional<Option> option(String dashed) {
        return Optional.ofNullable(options.get(dashed));
    }

    /** All options, in the order in which they are described. */
    List<Option> options() {
        return options.values().stream().distinct().toList();
    }

    /** Whether the command takes the option; for advice that shall not lead astray. */
    boolean takes(String dashed) {
        return options.containsKey(dashed);
    }

    /** All there is to say. */
    String full() {
        int examples = text.indexOf("\nexample");
        String before = examples < 0 ? text : text.substring(0, examples + 1);
        String after = examples < 0 ? "" : text.substring(examples);
        String gap = OPTION.matcher(before).find() ? "" : "\n";
        return "vault:" + name + " - " + summary + "\n\n" + aligned(before.stripTrailing() + "\n" + gap + COMMON)
                + after;
    }

    /** The descriptions of the options in one column. */
    private static String aligned(String lines) {
        int width = OPTION.matcher(lines).results().mapToInt(line -> line.start(4) - line.start()).max().orElse(0);
        return OPTION.matcher(lines).replaceAll(line -> Matcher.quoteReplacement(
                pad(line.group().substring(0, line.start(4) - line.start()), width) + line.group(4)));
    }

    private static String pad(String left, int width) {
        return left + " ".repeat(width - left.length());
    }

    /** The error of a call that makes no sense. */
    UsageException misuse(String problem) {
        return new UsageException(name + ": " + problem + "; usage: " + usage());
    }
}
