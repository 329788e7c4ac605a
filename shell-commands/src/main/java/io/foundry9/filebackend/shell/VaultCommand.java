package io.foundry9.filebackend.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * A command of the scope {@code vault}. It is a Gogo {@link Function}, so that words reach it as they were typed
 * ({@code null} and {@code 1.0} too). Each command also has a public method of its own name, with annotations: there the
 * {@code help} of Gogo and of Karaf finds its text. Commands keep nothing between runs; what a session remembers lies in
 * the session. Safe for use by many threads.
 */
abstract class VaultCommand implements Function {

    private static final String HELP = "--help";
    private static final String DEBUG = "--debug";

    private final Manual manual;
    private final Vaults vaults;

    VaultCommand(String name, String summary, String text, Vaults vaults) {
        this.manual = new Manual(name, summary, text);
        this.vaults = vaults;
    }

    /** Does the work. What it has to say goes to the call's output. */
    abstract void run(Call call);

    final Manual manual() {
        return manual;
    }

    @Override
    public final Object execute(CommandSession session, List<Object> arguments) {
        List<String> words = words(arguments);
        Console console = Console.of(session);
        try {
            if (asksFor(HELP, words)) {
                print(manual.full(), console);
            } else {
                run(session, console, words);
            }
        } catch (RuntimeException e) {
            CommandFailure failure = e instanceof CommandFailure told ? told : unexpected(e);
            if (asksFor(DEBUG, words)) {
                console.trace(failure);
            }
            if (!console.feedsAnotherCommand()) {
                throw failure;
            }
            console.complain(failure);
            console.endAsFailed();
        }
        return null;
    }

    /** The way in for the method of the command's own name. */
    final Object call(CommandSession session, String... words) {
        return execute(session, List.of((Object[]) words));
    }

    private void run(CommandSession session, Console console, List<String> words) {
        Call call = new Call(manual, vaults, session, console, words);
        try (Progress progress = call.progress()) {
            run(call);
            call.output().flush();
        } catch (CommandFailure e) {
            flushAfter(e, call.output());
            throw e;
        }
    }

    /** What was found before the failure is a result too. */
    private static void flushAfter(CommandFailure failure, Output output) {
        try {
            output.flush();
        } catch (CommandFailure another) {
            failure.addSuppressed(another);
        }
    }

    static void print(String text, Console console) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        console.out().write(octets, 0, octets.length);
        console.out().flush();
    }

    /** Looked for before anything is understood, for it may be what somebody needs to be understood. */
    private static boolean asksFor(String option, List<String> words) {
        int end = words.indexOf("--");
        return (end < 0 ? words : words.subList(0, end)).contains(option);
    }

    private CommandFailure unexpected(RuntimeException e) {
        return new CommandFailure(manual.name() + ": unexpected " + e + "; --debug shows where it comes from", e);
    }

    private static List<String> words(List<Object> arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Collection<?> several) {
                several.forEach(one -> words.add(String.valueOf(one)));
            } else {
                words.add(String.valueOf(argument));
            }
        }
        return words;
    }
}
