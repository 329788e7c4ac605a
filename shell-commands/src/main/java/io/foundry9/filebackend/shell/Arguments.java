package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words after a command's name, sorted into options and operands: {@code -lR} is {@code -l -R}, a value follows as
 * {@code --name=value}, {@code --name value}, {@code -n value} or {@code -nvalue}, options may stand anywhere, and after
 * {@code --} there are none. Immutable once read.
 */
final class Arguments {

    private final Manual manual;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Arguments(Manual manual) {
        this.manual = manual;
    }

    /** @throws UsageException an option is unknown, lacks its value, or has one too many */
    static Arguments read(Manual manual, List<String> words) {
        Arguments arguments = new Arguments(manual);
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            if (word.equals("--")) {
                left.forEachRemaining(arguments.operands::add);
            } else if (word.startsWith("--")) {
                arguments.readLong(word, left);
            } else if (word.startsWith("-") && word.length() > 1) {
                arguments.readShort(word, left);
            } else {
                arguments.operands.add(word);
            }
        }
        return arguments;
    }

    private void readLong(String word, Iterator<String> left) {
        int equals = word.indexOf('=');
        String dashed = equals < 0 ? word : word.substring(0, equals);
        Manual.Option option = known(dashed);
        if (option.value().isEmpty()) {
            if (equals >= 0) {
                throw manual.misuse("the option " + dashed + " takes no value");
            }
            options.put(option.name(), "");
        } else {
            options.put(option.name(), equals < 0 ? valueOf(dashed, option, left) : word.substring(equals + 1));
        }
    }

    private void readShort(String word, Iterator<String> left) {
        for (int i = 1; i < word.length(); i++) {
            String dashed = "-" + word.charAt(i);
            Manual.Option option = known(dashed);
            if (option.value().isPresent()) {
                String rest = word.substring(i + 1);
                options.put(option.name(), rest.isEmpty() ? valueOf(dashed, option, left) : rest);
                return;
            }
            options.put(option.name(), "");
        }
    }

    private String valueOf(String dashed, Manual.Option option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw manual.misuse("the option " + dashed + " needs a value: " + option.value().orElseThrow());
        }
        return left.next();
    }

    private Manual.Option known(String dashed) {
        return manual.option(dashed).orElseThrow(() -> manual
                .misuse("unknown option " + Text.printable(dashed) + " (write -- before what only looks like one)"));
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** What is not an option. */
    List<String> operands() {
        return List.copyOf(operands);
    }

    /** @throws UsageException there are fewer or more */
    List<String> operands(int fewest, int most) {
        if (operands.size() < fewest) {
            throw manual.misuse(operands.isEmpty() ? "something is missing" : "something is missing after "
                    + Text.printable(operands.get(operands.size() - 1)));
        }
        if (operands.size() > most) {
            throw manual.misuse("one too many: " + Text.printable(operands.get(most)));
        }
        return operands();
    }
}
