package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;

/**
 * {@code vault:_unknown}, for the profile of a console: says of a word that is no command what Gogo says with the name of
 * a class. Safe for use by many threads.
 */
final class UnknownCommand implements Function {

    /** @param arguments the word, and what followed it */
    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        throw new UsageException(Text.printable(String.valueOf(arguments.get(0)))
                + ": no such command; vault:help lists the commands");
    }

    @Descriptor("what a console says of a word that is no command; for its profile")
    public Object _unknown(CommandSession session, String... arguments) {
        return execute(session, List.of((Object[]) arguments));
    }
}
