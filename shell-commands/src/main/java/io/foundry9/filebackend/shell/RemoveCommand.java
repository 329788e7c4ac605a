package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.vault.VaultInfo;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:remove}. */
final class RemoveCommand extends VaultCommand {

    private static final String SUMMARY = "take a vault away; its files stay where they are";
    private static final String MANUAL = """
            usage: vault:remove NAME...

            Takes the vault away, for good. Nothing that is in it is deleted: vault:add
            with the same URI brings it back.

            example:
              vault:remove docs
            """;

    RemoveCommand(Vaults vaults) {
        super("remove", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        FailureLog failures = call.failures("vaults not removed");
        for (String name : call.operands(1, Integer.MAX_VALUE)) {
            failures.attempt(() -> remove(name, call));
        }
        failures.finish();
    }

    private static void remove(String name, Call call) {
        VaultInfo info = call.vaults().info(name);
        Vaults.about(name, () -> {
            if (info.persistent()) {
                AddCommand.configurations(name, call).remove(name);
            } else {
                call.vaults().registry().unregister(name);
            }
            return null;
        });
        if (call.currentVault().filter(name::equals).isPresent()) {
            call.use(null);
        }
        call.console().remark(name + " is no vault any more; its files stay where they are"
                + info.uri().map(uri -> ": " + uri).orElse(""));
    }

    @Descriptor(SUMMARY)
    public Object remove(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
