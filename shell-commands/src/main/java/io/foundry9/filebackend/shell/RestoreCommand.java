package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:restore}. */
final class RestoreCommand extends VaultCommand {

    private static final String SUMMARY = "bring a file back as it was";
    private static final String MANUAL = """
            usage: vault:restore VAULT:path VERSION

            Writes a file, or all files of a directory, as it was in a version that
            vault:log or vault:snapshots shows; what was not there then stays. It is a
            change like any other: vault:push publishes it.

            examples:
              vault:restore docs:/notes.txt 3f2a91bc
              vault:restore docs:/ v1.0
            """;

    RestoreCommand(Vaults vaults) {
        super("restore", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place place = call.place(operands.get(0));
        String version = operands.get(1);
        Face.versioned(place, call).ask(backend -> backend.restore(place.canonical(), version),
                e -> Past.missing(place, version, e));
        call.console().remark(place + ": is as it was in " + Text.printable(version));
    }

    @Descriptor(SUMMARY)
    public Object restore(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
