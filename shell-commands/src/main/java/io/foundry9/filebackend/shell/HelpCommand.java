package io.foundry9.filebackend.shell;

import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:help}. */
final class HelpCommand extends VaultCommand {

    private static final String SUMMARY = "explain a command, or list them all";
    private static final String MANUAL = """
            usage: vault:help [COMMAND]

            Explains a command. Without one, the commands are listed.

            example:
              vault:help put
            """;
    private static final String SCOPE = "vault:";

    private final Supplier<List<VaultCommand>> commands;

    HelpCommand(Vaults vaults, Supplier<List<VaultCommand>> commands) {
        super("help", SUMMARY, MANUAL, vaults);
        this.commands = commands;
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 1);
        if (operands.isEmpty()) {
            listAll(call.output());
            return;
        }
        String asked = operands.get(0);
        String name = asked.startsWith(SCOPE) ? asked.substring(SCOPE.length()) : asked;
        Manual manual = commands.get().stream().map(VaultCommand::manual).filter(one -> one.name().equals(name))
                .findFirst().orElseThrow(() -> new CommandFailure(Text.printable(asked)
                        + ": no such command for vaults; vault:help lists them, and others may know --help"));
        call.output().text(manual.full());
    }

    private void listAll(Output output) {
        List<Manual> manuals = commands.get().stream().map(VaultCommand::manual).toList();
        int width = manuals.stream().mapToInt(manual -> manual.name().length()).max().orElse(0);
        manuals.forEach(manual -> output.line(
                SCOPE + manual.name() + " ".repeat(width + 2 - manual.name().length()) + manual.summary()));
    }

    @Descriptor(SUMMARY)
    public Object help(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
