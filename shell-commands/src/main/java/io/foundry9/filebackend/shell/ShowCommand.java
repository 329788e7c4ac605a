package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultOptions;
import java.time.Duration;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:show}. */
final class ShowCommand extends VaultCommand {

    private static final String SUMMARY = "show all about a vault";
    private static final String MANUAL = """
            usage: vault:show [NAME]

            Shows what is behind the vault (secrets are not shown), how it stands, and its
            options. Without a name, the current vault is shown.

            example:
              vault:show home
            """;

    ShowCommand(Vaults vaults) {
        super("show", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 1);
        String name = operands.isEmpty() ? call.currentVault().orElseThrow(() -> call.misuse("which vault?"))
                : operands.get(0);
        facts(call.vaults().info(name)).print(call.output());
    }

    private static Facts facts(VaultInfo vault) {
        VaultOptions options = vault.options();
        return new Facts().add("name", vault.name())
                .add("uri", vault.uri().orElse(""))
                .add("scheme", vault.scheme().orElse(""))
                .add("state", ListCommand.state(vault))
                .add("reason", vault.reason().orElse(""))
                .add("kept", vault.persistent() ? "for good" : "until this process ends")
                .add("lock time-out", seconds(options.lockTimeout()))
                .add("wait time-out", seconds(options.waitTimeout()))
                .add("drain time-out", seconds(options.drainTimeout()))
                .add("layers", options.layers())
                .add("read-only", options.readOnly());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    @Descriptor(SUMMARY)
    public Object show(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
