package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.WriteOption;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:mkdir}. */
final class MkdirCommand extends VaultCommand {

    private static final String SUMMARY = "make directories";
    private static final String MANUAL = """
            usage: vault:mkdir [-p] VAULT:path...

            Makes each directory, and those that lead to it. A directory that is there
            already is an error.

              -p, --parents        a directory that is there already is as good

            example:
              vault:mkdir home:/docs/2026
            """;

    MkdirCommand(Vaults vaults) {
        super("mkdir", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        WriteOption[] options = call.has("parents") ? new WriteOption[] {WriteOption.OVERWRITE} : new WriteOption[0];
        FailureLog failures = call.failures("directories not made");
        for (String operand : call.operands(1, Integer.MAX_VALUE)) {
            failures.attempt(() -> {
                Place directory = call.place(operand);
                directory.make(backend -> backend.createDirectory(directory.canonical(), options));
            });
        }
        failures.finish();
    }

    @Descriptor(SUMMARY)
    public Object mkdir(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
