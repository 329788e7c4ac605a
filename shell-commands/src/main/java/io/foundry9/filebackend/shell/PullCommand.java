package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.SyncFileBackend;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:pull}. */
final class PullCommand extends VaultCommand {

    private static final String SUMMARY = "bring here what has changed at the remote place";
    private static final String MANUAL = """
            usage: vault:pull [-v] [VAULT]

            Brings here what has changed at the remote place. What has changed here is kept:
            it is committed and merged with that. One line tells what was done. Without a
            name the current vault is meant.

            Where both sides have changed the same file in ways that do not go together,
            the paths are listed, and what has come is here once vault:accept or
            vault:resolve has settled them; vault:abort gives the merge up.

              -v, --verbose        list the files that have changed here

            examples:
              vault:pull docs
              vault:pull -v docs
            """;

    PullCommand(Vaults vaults) {
        super("pull", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Exchange.run(call, SyncFileBackend::pull);
    }

    @Descriptor(SUMMARY)
    public Object pull(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
