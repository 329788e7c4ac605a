package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;

/** A command as Karaf's console has them: with its own completion. Safe for use by many threads. */
final class KarafCommand implements Command {

    /** Where a session of Karaf keeps the one of Gogo that it stands on. */
    private static final String GOGO_SESSION = ".commandSession";

    private final VaultCommand command;
    private final KarafCompleter completer;

    KarafCommand(VaultCommand command, KarafCompleter completer) {
        this.command = command;
        this.completer = completer;
    }

    static CommandSession gogo(Session session) {
        return (CommandSession) session.get(GOGO_SESSION);
    }

    @Override
    public String getScope() {
        return ShellCommands.SCOPE;
    }

    @Override
    public String getName() {
        return command.manual().name();
    }

    @Override
    public String getDescription() {
        return command.manual().summary();
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return completer;
    }

    /** Karaf's own way of reading a line. */
    @Override
    public Parser getParser() {
        return null;
    }

    @Override
    public Object execute(Session session, List<Object> arguments) {
        return command.execute(gogo(session), arguments);
    }
}
