package io.foundry9.filebackend.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;

/**
 * Where one run of a command reads and writes. Inside a Gogo command line that is what Gogo's pipes and redirections have
 * made of the three streams; a command that is called as a plain function has the session's own. For one thread.
 *
 * <p>Which of them is a terminal, Gogo cannot tell by itself. A console session has a terminal's type in {@code TERM};
 * for a single command the launcher says it in the system property {@value #TERMINALS}.
 */
final class Console {

    /** Holds those of {@code in,out,err} that are terminals. */
    static final String TERMINALS = "io.foundry9.filebackend.terminals";

    private static final List<String> NAMES = List.of("in", "out", "err");
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int DEFAULT_WIDTH = 80;

    private final CommandSession session;
    private final Process process;

    private Console(CommandSession session, Process process) {
        this.session = session;
        this.process = process;
    }

    /** That of the command which this thread runs. */
    static Console of(CommandSession session) {
        return new Console(session, Process.Utils.current());
    }

    InputStream in() {
        return process == null ? session.getKeyboard() : process.in();
    }

    /**
     * Whether input is what the user types into an interactive session. There it cannot be read to its end: Gogo has no
     * way to end it but with the session.
     */
    boolean inIsSession() {
        return (process == null || process.isTty(0)) && session.get("TERM") != null;
    }

    PrintStream out() {
        return process == null ? session.getConsole() : process.out();
    }

    PrintStream err() {
        return process == null ? System.err : process.err();
    }

    /** Prints a failure as a line of its own. */
    void complain(CommandFailure failure) {
        if (!failure.getMessage().isEmpty()) {
            printToErr(failure.toString());
        }
    }

    /** Prints where a failure comes from; its own line is printed by whoever gets it. */
    void trace(CommandFailure failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        printToErr(trace.toString().lines().skip(1).collect(Collectors.joining("\n")));
    }

    /** Says to people, not to programs, what was done. */
    void remark(String text) {
        if (errIsTerminal()) {
            printToErr(text);
        }
    }

    private void printToErr(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        err().write(line, 0, line.length);
        err().flush();
    }

    boolean outIsTerminal() {
        return isTerminal(OUT);
    }

    /** Unless the user says otherwise, as many programs understand it: by NO_COLOR, or the type of a terminal without. */
    boolean outHasColors() {
        String refused = System.getenv("NO_COLOR");
        if (!outIsTerminal() || refused != null && !refused.isEmpty()) {
            return false;
        }
        Object type = session.get("TERM");
        String name = type == null ? System.getenv("TERM") : type.toString();
        return name != null && !name.startsWith("dumb") && !name.endsWith("-mono");
    }

    boolean errIsTerminal() {
        return isTerminal(ERR);
    }

    private boolean isTerminal(int stream) {
        if (process != null && !process.isTty(stream)) {
            return false;
        }
        Object type = session.get("TERM");
        if (type != null) {
            return !type.toString().startsWith("dumb");
        }
        String terminals = System.getProperty(TERMINALS, "");
        return List.of(terminals.split(",")).contains(NAMES.get(stream));
    }

    /** How many characters fit into a line of the terminal. */
    int width() {
        Object columns = session.get("COLUMNS");
        try {
            int width = columns == null ? 0 : Integer.parseInt(columns.toString());
            return width > 0 ? width : DEFAULT_WIDTH;
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /** Whether another command of the same line reads our output; that one tells how the line ends. */
    boolean feedsAnotherCommand() {
        if (process == null || process.job() == null) {
            return false;
        }
        List<Process> line = process.job().processes();
        return !line.isEmpty() && line.get(line.size() - 1) != process;
    }

    /** Ends this command as failed without an exception, to which Gogo would add words of its own. */
    void endAsFailed() {
        process.error(1);
    }

    /** A file that the user names, from the directory in which the session is. */
    Path local(String name) {
        Path directory = session.currentDir();
        return directory == null ? Path.of(name) : directory.resolve(name);
    }
}
