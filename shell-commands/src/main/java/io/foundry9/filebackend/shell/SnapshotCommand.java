package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.Versioned;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:snapshot}. */
final class SnapshotCommand extends VaultCommand {

    private static final String SUMMARY = "give the present state of a vault a name";
    private static final String MANUAL = """
            usage: vault:snapshot [-m MESSAGE] [VAULT] NAME

            Gives what the vault holds now a name, for good; what is not committed yet is
            committed first. The name can be used wherever a version is expected. Without a
            vault the current one is meant.

              -m, --message=MESSAGE  what to say of it

            examples:
              vault:snapshot docs v1.0
              vault:snapshot -m 'As sent to the printer' docs print-1
            """;

    SnapshotCommand(Vaults vaults) {
        super("snapshot", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(1, 2);
        String name = operands.get(operands.size() - 1);
        if (operands.size() == 1 && Address.isNamed(name)) {
            throw call.misuse("which name shall it have?");
        }
        Place root = call.vault(operands.stream().limit(operands.size() - 1L).findFirst());
        Snapshot made = Face.versioned(root, call).ask(backend -> make(backend, root, name, call));
        call.console().remark(root.vault() + ": " + Text.printable(name) + " is " + Text.version(made.version()));
    }

    private static Snapshot make(Versioned backend, Place root, String name, Call call) {
        try {
            return backend.snapshot(name, call.value("message").orElse(""));
        } catch (AlreadyExistsException e) {
            throw new CommandFailure(root.vault() + ": there is a snapshot " + Text.printable(name)
                    + " already; choose another name", e);
        } catch (IllegalArgumentException e) {
            throw call.misuse(e.getMessage());
        }
    }

    @Descriptor(SUMMARY)
    public Object snapshot(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
