package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.vault.VaultInfo;
import java.util.Locale;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:list}. */
final class ListCommand extends VaultCommand {

    private static final String SUMMARY = "list the vaults";
    private static final String MANUAL = """
            usage: vault:list

            Lists the vaults with their scheme, how they stand (active, waiting, failed),
            what is behind them (secrets are not shown), and why one does not work.

            examples:
              vault:list
              vault:list | grep failed
            """;

    ListCommand(Vaults vaults) {
        super("list", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        call.operands(0, 0);
        Table table = new Table(call.output(), Table.Column.left("name"), Table.Column.left("scheme"),
                Table.Column.left("state"), Table.Column.left("uri"), Table.Column.left("reason"));
        for (VaultInfo vault : call.vaults().list()) {
            table.row(vault.name(), vault.scheme().orElse(""), state(vault, call.output()), vault.uri().orElse(""),
                    Text.printable(vault.reason().orElse("")));
        }
        table.end();
    }

    private static String state(VaultInfo vault, Output output) {
        Style style = switch (vault.state()) {
            case ACTIVE -> Style.GOOD;
            case WAITING -> Style.WARNING;
            case FAILED -> Style.BAD;
        };
        return output.styled(style, state(vault));
    }

    static String state(VaultInfo vault) {
        return vault.state().name().toLowerCase(Locale.ROOT);
    }

    @Descriptor(SUMMARY)
    public Object list(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
