package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.SyncFileBackend;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:sync}. */
final class SyncCommand extends VaultCommand {

    private static final String SUMMARY = "bring a vault and its remote place into step";
    private static final String MANUAL = """
            usage: vault:sync [-v] [VAULT]

            Pulls, then pushes: what has changed at the remote place comes here, what has
            changed here is committed and goes there. One line tells what was done. Without
            a name the current vault is meant.

            Where both sides have changed the same file in ways that do not go together,
            the paths are listed, and nothing is sent until vault:accept or vault:resolve
            has settled them, or vault:abort has given the merge up.

              -v, --verbose        list the files that have changed here

            example:
              vault:sync docs
            """;

    SyncCommand(Vaults vaults) {
        super("sync", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Exchange.run(call, SyncFileBackend::sync);
    }

    @Descriptor(SUMMARY)
    public Object sync(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
