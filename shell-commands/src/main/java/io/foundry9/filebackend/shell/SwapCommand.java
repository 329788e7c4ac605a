package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:swap}. */
final class SwapCommand extends VaultCommand {

    private static final String SUMMARY = "put something else behind a vault while it is in use";
    private static final String MANUAL = """
            usage: vault:swap NAME URI

            Opens what the URI names and puts it behind the vault, whose users notice
            nothing: what is under way ends on what was there before. If it cannot be
            opened, nothing changes. The files are not copied. A vault that is kept for
            good is what it was after a restart.

            example:
              vault:swap docs file:///mnt/new/docs
            """;

    SwapCommand(Vaults vaults) {
        super("swap", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Vaults.about(operands.get(0), () -> {
            call.vaults().registry().swap(operands.get(0), operands.get(1));
            return null;
        });
    }

    @Descriptor(SUMMARY)
    public Object swap(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
