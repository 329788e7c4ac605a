package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.NotFoundException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:rm}. */
final class RmCommand extends VaultCommand {

    private static final String SUMMARY = "remove files and directories";
    private static final String MANUAL = """
            usage: vault:rm [-fr] VAULT:path...

            Removes each file, link (not what it leads to) or empty directory. What is
            removed is gone.

              -f, --force          what is not there is no error
              -r, --recursive      directories with all that they hold

            examples:
              vault:rm home:/old.txt
              vault:rm -r home:/import
            """;

    RmCommand(Vaults vaults) {
        super("rm", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        DeleteOption[] options = call.has("recursive") ? new DeleteOption[] {DeleteOption.RECURSIVE}
                : new DeleteOption[0];
        FailureLog failures = call.failures("not removed");
        for (String operand : call.operands(1, Integer.MAX_VALUE)) {
            failures.attempt(() -> remove(call.place(operand), call.has("force"), options));
        }
        failures.finish();
    }

    private static void remove(Place place, boolean force, DeleteOption... options) {
        place.ask(backend -> {
            try {
                backend.delete(place.canonical(), options);
            } catch (NotFoundException e) {
                if (!force) {
                    throw e;
                }
            }
            return null;
        });
    }

    @Descriptor(SUMMARY)
    public Object rm(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
