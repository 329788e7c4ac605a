package io.foundry9.filebackend.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run of the program: from a command line to an exit status. Standard output carries the result and nothing else;
 * what is printed past the streams of a command goes to standard error. Runs on the main thread; a signal stops it from
 * another one.
 */
final class Launcher {
    private final Output out;
    private final PrintStream err;
    private final Set<String> terminals;
    private final Interruption interruption;
    private Log log;

    private Launcher(Output out, PrintStream err, Set<String> terminals, Interruption interruption) {
        this.out = out;
        this.err = err;
        this.terminals = terminals;
        this.interruption = interruption;
        this.log = new Log(err, false);
    }

    public static void main(String[] args) {
        PrintStream err = System.err;
        System.setOut(err);
        Set<String> terminals = Set.of(System.getProperty("io.foundry9.filebackend.terminals", "").split(","));
        Interruption interruption = new Interruption();
        interruption.install();
        Launcher launcher = new Launcher(Output.standard(terminals.contains("out")), err, terminals, interruption);
        System.exit(launcher.run(List.of(args), System.getenv()));
    }

    private int run(List<String> arguments, Map<String, String> environment) {
        int status;
        try {
            CommandLine line = CommandLine.parse(arguments, environment);
            log = new Log(err, line.debug());
            Log.shapeThatOfBundles(line.debug());
            status = run(line);
            out.flush();
        } catch (Throwable e) {
            status = report(e);
        }
        interruption.finished();
        return status;
    }

    private int run(CommandLine line) throws Exception {
        return switch (line.mode()) {
            case VERSION -> print("vault " + Distribution.version() + "\n");
            case HELP -> print(CommandLine.USAGE);
            case COMMAND -> command(line);
            case SERVE -> serve(line);
            case CONSOLE -> terminals.contains("in") ? console(line) : script(line);
        };
    }

    private int print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return Status.DONE;
    }

    private int command(CommandLine line) throws Exception {
        try (Platform platform = start(line, Platform.Use.COMMAND); Shell shell = shell(platform)) {
            String command = Shell.unscoped(line.words().get(0));
            Set<String> known = shell.commands();
            if (!known.contains(command)) {
                throw new UsageException("unknown command " + command + "; there are: " + String.join(", ", known));
            }
            shell.run(command, line.words().subList(1, line.words().size()));
            out.flush();
            return Status.DONE;
        }
    }

    private int script(CommandLine line) throws Exception {
        try (Platform platform = start(line, Platform.Use.SCRIPT); Shell shell = shell(platform)) {
            shell.execute(Files.readString(Distribution.own().profile()));
            Script script = new Script(new FileInputStream(FileDescriptor.in), shell::execute);
            int status = Status.DONE;
            while (script.hasNext()) {
                try {
                    script.runNext();
                    out.flush();
                } catch (Exception e) {
                    status = report(e);
                    if (out.failure() != null || interruption.isRequested()) {
                        return status;
                    }
                }
            }
            return status;
        }
    }

    private int serve(CommandLine line) throws Exception {
        try (Platform platform = start(line, Platform.Use.SERVE)) {
            interruption.isWelcome();
            err.println("vault: serving " + line.home());
            platform.awaitStop();
            return Status.DONE;
        }
    }

    private int console(CommandLine line) throws Exception {
        try (Platform platform = start(line, Platform.Use.CONSOLE)) {
            platform.awaitStop();
            return Status.DONE;
        }
    }

    private Platform start(CommandLine line, Platform.Use use) throws Exception {
        Platform platform = Platform.start(Distribution.own(), Home.at(line.home()), use, log);
        interruption.onSignal(platform::stop);
        return platform;
    }

    private Shell shell(Platform platform) throws Exception {
        Shell shell = Shell.open(platform.context(), out, err);
        out.onFailure(shell::close);
        interruption.onSignal(shell::close);
        return shell;
    }

    /** Says what failed, unless there is nothing to say: the reader of the output has gone, or the user has stopped us. */
    private int report(Throwable failure) {
        sendWhatWasFound(failure);
        if (out.failure() != null) {
            if (!out.isAbandoned()) {
                log.error("cannot write to standard output: " + Status.text(out.failure()), failure);
            }
            return Status.FAILED;
        }
        String text = Status.text(failure);
        if (!text.isEmpty() && !interruption.isRequested()) {
            log.error(text, failure);
        }
        return Status.of(failure);
    }

    /** What a command printed before it failed is a result too; that it can't be written is seen in {@link #out}. */
    private void sendWhatWasFound(Throwable failure) {
        try {
            out.flush();
        } catch (IOException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }
}
