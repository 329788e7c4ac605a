package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;

/**
 * {@code vault:_completions}, for the profile of a console: what Gogo's {@code complete} is to be told of the commands,
 * a list of arguments for each time that it is called. Options and descriptions are those of the manuals; the functions
 * named here are the profile's, or Gogo's own. Immutable.
 */
final class CompletionRules implements Function {

    static final String ENTRIES = "__vault_entries";
    static final String NAMES = "__vault_names";
    static final String FILES = "__files";

    /** What the operands of a command may be, where that is not entries of vaults. */
    private static final Map<String, List<String>> OPERANDS = operands();

    /** What the values of options may be. */
    private static final Map<String, String> VALUES = Map.of("ALGORITHM", "[md5 sha256 sha512 blake3]", "FILE", FILES,
            "SIDE", "[base local remote]");

    private final List<Manual> manuals;

    CompletionRules(List<Manual> manuals) {
        this.manuals = List.copyOf(manuals);
    }

    private static Map<String, List<String>> operands() {
        Map<String, List<String>> operands = new HashMap<>();
        List.of("add", "list", "schemes").forEach(name -> operands.put(name, List.of()));
        List.of("remove", "show", "swap", "use", "abort", "gc", "pull", "push", "search", "snapshot", "snapshots",
                "status", "sync")
                .forEach(name -> operands.put(name, List.of(NAMES)));
        operands.put("session", List.of("[begin commit rollback status]", ENTRIES));
        operands.put("get", List.of(ENTRIES, FILES));
        operands.put("put", List.of(FILES, ENTRIES));
        operands.put("resolve", List.of(ENTRIES, FILES));
        return Map.copyOf(operands);
    }

    /**
     * For a name without a scope, the console may look at the rules of any scope that has a command of that name; so the
     * rules are given for all of them.
     */
    @Override
    public List<List<String>> execute(CommandSession session, List<Object> arguments) {
        Set<?> commands = (Set<?>) session.get(".commands");
        List<List<String>> rules = new ArrayList<>();
        for (Manual manual : manuals) {
            commands.stream().map(Object::toString).filter(command -> command.endsWith(":" + manual.name()))
                    .forEach(command -> addRules(command, manual, rules));
        }
        return rules;
    }

    private void addRules(String command, Manual manual, List<List<String>> rules) {
        rules.add(rule(command, "--description", manual.summary()));
        manual.options().forEach(option -> rules.add(rule(command, option)));
        operands(manual).forEach(function -> rules.add(rule(command, "--argument", function)));
    }

    /** What the operands of a command may be, one after the other; the last of them stands for all that follow. */
    List<String> operands(Manual manual) {
        if (manual.name().equals("help")) {
            return List.of("[" + String.join(" ", manuals.stream().map(Manual::name).toList()) + "]");
        }
        return OPERANDS.getOrDefault(manual.name(), List.of(ENTRIES));
    }

    /** What the value of an option may be. */
    Optional<String> values(Manual.Option option) {
        return option.value().map(VALUES::get);
    }

    /** The words of a rule that lists them. */
    static List<String> words(String rule) {
        return List.of(rule.substring(1, rule.length() - 1).split(" "));
    }

    private List<String> rule(String command, Manual.Option option) {
        List<String> rule = rule(command, "--long-option", option.name());
        option.letter().ifPresent(letter -> rule.addAll(List.of("--short-option", letter)));
        rule.addAll(List.of("--description", option.description()));
        values(option).ifPresent(function -> rule.addAll(List.of("--argument", function)));
        return rule;
    }

    private static List<String> rule(String command, String... more) {
        List<String> rule = new ArrayList<>(List.of("--command", command));
        rule.addAll(List.of(more));
        return rule;
    }

    @Descriptor("what the console's profile tells Gogo to complete")
    public Object _completions(CommandSession session, String... arguments) {
        return execute(session, List.of());
    }
}
