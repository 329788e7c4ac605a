package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.SyncFileBackend;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:accept}. */
final class AcceptCommand extends VaultCommand {

    private static final String SUMMARY = "resolve conflicts with one of the two sides";
    private static final String MANUAL = """
            usage: vault:accept --local|--remote VAULT:path...

            Resolves the conflict of each file with what is here, or with what is at the
            remote place, be it a file or its absence. A directory stands for all conflicts
            in it, VAULT:/ for all that there are, and VAULT:id:... for one that
            vault:conflicts lists with an id. With the last one the merge is committed;
            vault:push publishes it.

              -l, --local          what is here
              -r, --remote         what is at the remote place

            examples:
              vault:accept --local docs:/notes.txt
              vault:accept --remote docs:/
            """;

    AcceptCommand(Vaults vaults) {
        super("accept", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        if (call.has("local") == call.has("remote")) {
            throw call.misuse("write either --local or --remote");
        }
        FailureLog failures = call.failures("conflicts not resolved");
        Map<Place, Face<SyncFileBackend>> chosen = new LinkedHashMap<>();
        for (String operand : call.operands(1, Integer.MAX_VALUE)) {
            try {
                Conflicts.at(Face.sync(Conflicts.place(operand, call), call))
                        .forEach(conflict -> chosen.put(conflict.place(), conflict));
            } catch (CommandFailure e) {
                failures.note(e);
            }
        }
        Map<String, Face<SyncFileBackend>> touched = new LinkedHashMap<>();
        chosen.forEach((place, conflict) -> {
            if (failures.attempt(() -> accept(conflict, call))) {
                touched.put(place.vault(), conflict);
            }
        });
        touched.values().forEach(vault -> Conflicts.tellLeft(vault, call));
        failures.finish();
    }

    private static void accept(Face<SyncFileBackend> conflict, Call call) {
        String id = conflict.place().canonical();
        conflict.ask(backend -> {
            if (call.has("local")) {
                backend.acceptLocal(id);
            } else {
                backend.acceptRemote(id);
            }
            return null;
        }, e -> Conflicts.missing(conflict.place()));
    }

    @Descriptor(SUMMARY)
    public Object accept(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
