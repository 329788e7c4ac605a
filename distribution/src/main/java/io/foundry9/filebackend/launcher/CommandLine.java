package io.foundry9.filebackend.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the user asked for. The options of the launcher stand before the command; everything from the command on belongs
 * to the command and is left exactly as it was typed. Immutable.
 *
 * @param mode what to do
 * @param home where the state lives, absolute
 * @param debug whether errors come with their stack trace
 * @param words the command and its arguments; empty unless the mode is {@link Mode#COMMAND}
 */
record CommandLine(Mode mode, Path home, boolean debug, List<String> words) {
    static final String USAGE = """
            usage: vault [OPTION...] COMMAND [ARGUMENT...]   run one command, and exit with its status
                   vault [OPTION...]                         the console; a pipe on standard input is run as a script
                   vault [OPTION...] serve                   stay up without a console until a signal comes

            options:
              --home DIR   where the state lives; else $F9_HOME (as etc/environment sets it), else ./data
              --debug      show the stack trace of an error
              --version    print the version
              --help       print this

            exit status: 0 done, 1 failed, 2 wrong usage
            """;

    /** The ways to use the platform. */
    enum Mode {
        COMMAND, CONSOLE, SERVE, VERSION, HELP
    }

    CommandLine {
        words = List.copyOf(words);
    }

    static CommandLine parse(List<String> arguments, Map<String, String> environment) throws UsageException {
        return new Parser(arguments).parse(environment.getOrDefault("F9_HOME", ""));
    }

    /** Takes the arguments one by one. Confined to one thread. */
    private static final class Parser {
        private final List<String> arguments;
        private int next;
        private String home;
        private boolean debug;

        Parser(List<String> arguments) {
            this.arguments = arguments;
        }

        CommandLine parse(String defaultHome) throws UsageException {
            Mode asked = options();
            List<String> words = arguments.subList(next, arguments.size());
            if (asked == null) {
                asked = mode(words);
            }
            String where = home != null ? home : defaultHome.isEmpty() ? "data" : defaultHome;
            return new CommandLine(asked, absolute(where), debug, asked == Mode.COMMAND ? words : List.of());
        }

        /** Reads the options; a mode if one of them is already an answer. */
        private Mode options() throws UsageException {
            Mode asked = null;
            while (next < arguments.size() && arguments.get(next).startsWith("-")) {
                String option = arguments.get(next++);
                if (option.equals("--")) {
                    break;
                } else if (option.equals("--home")) {
                    home = value();
                } else if (option.startsWith("--home=")) {
                    home = option.substring("--home=".length());
                } else if (option.equals("--debug")) {
                    debug = true;
                } else if (option.equals("--version")) {
                    asked = Mode.VERSION;
                } else if (option.equals("--help") || option.equals("-h")) {
                    asked = Mode.HELP;
                } else {
                    throw new UsageException("unknown option " + option + "; vault --help lists the options");
                }
            }
            if (home != null && home.isEmpty()) {
                throw new UsageException("--home needs a directory");
            }
            return asked;
        }

        private String value() throws UsageException {
            if (next == arguments.size()) {
                throw new UsageException("--home needs a directory");
            }
            return arguments.get(next++);
        }

        private static Mode mode(List<String> words) throws UsageException {
            if (words.isEmpty()) {
                return Mode.CONSOLE;
            }
            if (!words.get(0).equals("serve")) {
                return Mode.COMMAND;
            }
            if (words.size() > 1) {
                throw new UsageException("serve takes no arguments");
            }
            return Mode.SERVE;
        }

        private static Path absolute(String home) throws UsageException {
            try {
                return Path.of(home).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new UsageException("the home " + home + " is no path: " + e.getReason());
            }
        }
    }
}
