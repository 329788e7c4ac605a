package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:mv}. */
final class MvCommand extends VaultCommand {

    private static final String SUMMARY = "move or rename";
    private static final String MANUAL = """
            usage: vault:mv [--overwrite] VAULT:source VAULT:target

            Moves a file, a link itself, or a directory with all that it holds. If the
            target is a directory, or ends with a /, the source keeps its name and goes
            into it. Directories that lead to the target are made.

            Between two vaults it is copied first, and removed when the whole of it has
            arrived; what was changed in the meantime stays.

                  --overwrite      replace a file by a file

            examples:
              vault:mv home:/draft.txt home:/final.txt
              vault:mv home:/2025 archive:/
            """;

    MvCommand(Vaults vaults) {
        super("mv", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place source = call.place(operands.get(0));
        Place named = call.place(operands.get(1));
        Place target = named.equals(source) ? named : named.forEntry(source.path().name());
        if (source.sharesVaultWith(target)) {
            source.ask(backend -> backend.move(source.canonical(), target.canonical(),
                    call.writeOptions(call.progress().forOne())));
            return;
        }
        FileInfo info = source.info();
        if (source.path().isRoot()) {
            throw new CommandFailure(source + ": is the root of the vault; name something inside it");
        }
        new Relocation(source, target, call).run(info);
    }

    @Descriptor(SUMMARY)
    public Object mv(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
