package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:use}. */
final class UseCommand extends VaultCommand {

    private static final String SUMMARY = "choose the vault that counts where none is named";
    private static final String MANUAL = """
            usage: vault:use [NAME]

            Makes a vault the current one of this session: vault:ls docs is then vault:ls
            NAME:docs. Without a name, the current vault is printed.

            example:
              vault:use home
            """;

    UseCommand(Vaults vaults) {
        super("use", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 1);
        if (operands.isEmpty()) {
            call.output().line(call.currentVault().orElseThrow(
                    () -> new CommandFailure(
                            "no vault is current; vault:use NAME chooses one, vault:list shows them")));
            return;
        }
        String name = operands.get(0).replaceAll(":/?$", "");
        call.use(call.vaults().info(name).name());
    }

    @Descriptor(SUMMARY)
    public Object use(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
