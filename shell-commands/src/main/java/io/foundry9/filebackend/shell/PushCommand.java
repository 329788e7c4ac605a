package io.foundry9.filebackend.shell;

import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:push}. */
final class PushCommand extends VaultCommand {

    private static final String SUMMARY = "publish what has changed in a vault";
    private static final String MANUAL = """
            usage: vault:push [-v] [-m MESSAGE] [VAULT]

            Commits what has changed here, if anything, and publishes what is committed. If
            the remote place has moved on meanwhile, its changes are pulled first. One line
            tells what was done. Without a name the current vault is meant.

              -m, --message=MESSAGE  what to say of the commit, if one is made
              -v, --verbose          list the files that have changed here by what came

            examples:
              vault:push docs
              vault:push -m 'New prices' docs
            """;

    PushCommand(Vaults vaults) {
        super("push", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Optional<String> message = call.value("message");
        Exchange.run(call, backend -> message.isPresent() ? backend.push(message.get()) : backend.push());
    }

    @Descriptor(SUMMARY)
    public Object push(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
