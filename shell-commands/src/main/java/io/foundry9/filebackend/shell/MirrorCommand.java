package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:mirror}. */
final class MirrorCommand extends VaultCommand {

    private static final String SUMMARY = "make one directory what another is, within a vault or between two";
    private static final String MANUAL = """
            usage: vault:mirror [-nv] [--checksum] [--delete] VAULT:source VAULT:target

            Copies what the target lacks and what differs there, and nothing else. A file
            of the same size that is not older than the source's counts as its copy; one
            that is older is compared by SHA-256. What is only in the target stays, unless
            --delete is given. A link is copied as the file to which it leads. What was
            interrupted goes on where it was when the command is given again.

                  --checksum       only what has the same SHA-256 counts as a copy
                  --delete         delete from the target what is not in the source
              -n, --dry-run        only print what would be done
              -v, --verbose        print each change: + new, * replaced, - deleted

            examples:
              vault:mirror docs:/ backup:/docs
              vault:mirror -n --delete --checksum docs: backup:
            """;

    MirrorCommand(Vaults vaults) {
        super("mirror", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place source = call.place(operands.get(0));
        Place target = call.place(operands.get(1));
        if (!source.info().isDirectory()) {
            throw new CommandFailure(source + ": is not a directory; vault:cp copies a file");
        }
        target.requireDirectoryOrNothing();
        boolean nested = target.path().startsWith(source.path()) || source.path().startsWith(target.path());
        if (source.sharesVaultWith(target) && nested) {
            throw new CommandFailure(target + ": one lies inside the other; choose a target elsewhere");
        }
        try (Mirroring mirroring = new Mirroring(source, target, call)) {
            mirroring.run();
        }
    }

    @Descriptor(SUMMARY)
    public Object mirror(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
