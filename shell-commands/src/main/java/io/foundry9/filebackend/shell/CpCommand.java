package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:cp}. */
final class CpCommand extends VaultCommand {

    private static final String SUMMARY = "copy within a vault or between vaults";
    private static final String MANUAL = """
            usage: vault:cp [-r] [--overwrite] VAULT:source VAULT:target

            Copies a file. If the target is a directory, or ends with a /, the file keeps
            its name and goes into it. Directories that lead to the target are made.

            With -r and a directory as source, what is in it becomes what is in the target,
            which may be there already. What cannot be copied is reported and left out, and
            so is a file that is there already; the rest is copied all the same, and the
            exit status is 1. A link to a file becomes a file where the copy is not made as
            a whole by the vault itself.

              -r, --recursive      a whole directory
                  --overwrite      replace files that are there

            examples:
              vault:cp home:/a.txt home:/b.txt
              vault:cp -r home:/docs backup:/docs
            """;

    CpCommand(Vaults vaults) {
        super("cp", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place source = call.place(operands.get(0));
        Place target = call.place(operands.get(1));
        if (source.info().isDirectory()) {
            if (!call.has("recursive")) {
                throw new CommandFailure(source + ": is a directory; use -r for all that it holds");
            }
            copyTree(source, target, call);
        } else {
            new FileTransfer(call).copy(source, target.forEntry(source.path().name()));
        }
    }

    private static void copyTree(Place source, Place target, Call call) {
        if (source.sharesVaultWith(target) && !source.path().isRoot() && target.lookUp().isEmpty()) {
            new FileTransfer(call).copy(source, target);
            return;
        }
        try (TreeTransfer transfer = new TreeTransfer(source, target, call)) {
            transfer.run();
        }
    }

    @Descriptor(SUMMARY)
    public Object cp(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
