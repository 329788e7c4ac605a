package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/**
 * What one command may go on as on a line of Karaf's console. Karaf asks the completers of all commands about each line.
 * Options and operands are those of the manual. Safe for use by many threads.
 */
final class KarafCompleter implements Completer {

    private final Manual manual;
    private final CompletionRules rules;
    private final CompleteCommand addresses;

    KarafCompleter(Manual manual, CompletionRules rules, CompleteCommand addresses) {
        this.manual = manual;
        this.rules = rules;
        this.addresses = addresses;
    }

    /** The older form, for those who call it: as {@link #completeCandidates}, without descriptions. */
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<Candidate> found = new ArrayList<>();
        completeCandidates(session, line, found);
        found.forEach(each -> candidates.add(each.value()));
        return found.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        String[] words = line.getArguments();
        int at = line.getCursorArgumentIndex();
        if (at < 0 || at >= words.length) {
            return;
        }
        String typed = words[at].substring(0, Math.min(words[at].length(), Math.max(0, line.getArgumentPosition())));
        if (at == 0) {
            names(session).stream().filter(name -> name.startsWith(typed))
                    .forEach(name -> candidates.add(candidate(name, manual.summary(), true)));
        } else if (names(session).contains(words[0])) {
            complete(session, Arrays.asList(words).subList(1, at), typed, candidates);
        }
    }

    /** By its name alone only where that means this command. */
    private List<String> names(Session session) {
        String full = ShellCommands.SCOPE + ":" + manual.name();
        boolean taken = session.getRegistry().getCommands().stream()
                .anyMatch(other -> other.getName().equals(manual.name())
                        && !other.getScope().equals(ShellCommands.SCOPE));
        return taken ? List.of(full) : List.of(full, manual.name());
    }

    private void complete(Session session, List<String> before, String typed, List<Candidate> candidates) {
        Optional<Manual.Option> last = before.isEmpty()
                ? Optional.empty()
                : manual.option(before.get(before.size() - 1)).filter(option -> option.value().isPresent());
        if (last.isPresent()) {
            rules.values(last.get()).ifPresent(rule -> offer(session, rule, typed, candidates));
        } else if (typed.startsWith("-")) {
            manual.options().forEach(option -> offer(option, typed, candidates));
        } else {
            List<String> operands = rules.operands(manual);
            if (!operands.isEmpty()) {
                int index = Math.min(operandsIn(before), operands.size() - 1);
                offer(session, operands.get(index), typed, candidates);
            }
        }
    }

    private int operandsIn(List<String> words) {
        int count = 0;
        for (int i = 0; i < words.size(); i++) {
            Optional<Manual.Option> option = manual.option(words.get(i));
            if (option.filter(known -> known.value().isPresent()).isPresent()) {
                i++; // its value
            } else if (!words.get(i).startsWith("-")) {
                count++;
            }
        }
        return count;
    }

    private static void offer(Manual.Option option, String typed, List<Candidate> candidates) {
        String name = "--" + option.name();
        if (name.startsWith(typed)) {
            candidates.add(candidate(name, option.description(), true));
        }
    }

    private void offer(Session session, String rule, String typed, List<Candidate> candidates) {
        switch (rule) {
            case CompletionRules.ENTRIES -> addresses.execute(KarafCommand.gogo(session), List.of(typed)).stream()
                    .filter(word -> word.startsWith(typed))
                    .forEach(word -> candidates.add(candidate(word, null, !word.endsWith("/") && !word.endsWith(":"))));
            case CompletionRules.NAMES -> addresses
                    .execute(KarafCommand.gogo(session), List.of(typed, CompleteCommand.NAMES)).stream()
                    .filter(word -> word.startsWith(typed))
                    .forEach(word -> candidates.add(candidate(word, null, true)));
            case CompletionRules.FILES -> LocalNames.thatGoOn(typed, session.currentDir())
                    .forEach(word -> candidates.add(candidate(word, null, !word.endsWith("/"))));
            default -> CompletionRules.words(rule).stream().filter(word -> word.startsWith(typed))
                    .forEach(word -> candidates.add(candidate(word, null, true)));
        }
    }

    private static Candidate candidate(String word, String description, boolean complete) {
        return new Candidate(word, word, null, description, null, null, complete);
    }
}
