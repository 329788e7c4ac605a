package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:abort}. */
final class AbortCommand extends VaultCommand {

    private static final String SUMMARY = "give up a merge with conflicts";
    private static final String MANUAL = """
            usage: vault:abort [VAULT]

            Gives up the merge: everything here is as it was before. What was resolved is
            forgotten, and what was written meanwhile stays. The next vault:pull meets the
            same conflicts. Without a name the current vault is meant.

            example:
              vault:abort docs
            """;

    AbortCommand(Vaults vaults) {
        super("abort", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Place root = call.vault(call.operands(0, 1).stream().findFirst());
        Face<SyncFileBackend> face = Face.sync(root, call);
        List<Conflict> conflicts = face.ask(SyncFileBackend::conflicts);
        face.ask(backend -> {
            backend.abort();
            return null;
        });
        call.console().remark(root.vault() + (conflicts.isEmpty() ? ": nothing is in conflict"
                : ": the merge is given up; the next pull meets the same conflicts"));
    }

    @Descriptor(SUMMARY)
    public Object abort(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
