package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Scheme;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:schemes}. */
final class SchemesCommand extends VaultCommand {

    private static final String SUMMARY = "list what a vault's URI can start with, and its parameters";
    private static final String MANUAL = """
            usage: vault:schemes [SCHEME]

            Lists the schemes that can be opened now, and for each the parameters that its
            URIs take: name, what a value looks like, the default, and what it means. There
            is a line for each parameter, and one for a scheme without.

            example:
              vault:schemes file
            """;

    SchemesCommand(Vaults vaults) {
        super("schemes", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 1);
        Table table = new Table(call.output(), Table.Column.left("scheme"), Table.Column.left("parameter"),
                Table.Column.left("value"), Table.Column.left("default"), Table.Column.left("meaning"));
        List<Scheme> schemes = call.vaults().resolver().schemes();
        for (Scheme scheme : operands.isEmpty() ? schemes : List.of(find(operands.get(0), schemes))) {
            if (scheme.parameters().isEmpty()) {
                table.row(scheme.name(), "", "", "", "");
            }
            for (Parameter parameter : scheme.parameters()) {
                table.row(scheme.name(), parameter.name(), value(parameter), parameter.defaultValue().orElse(""),
                        parameter.description());
            }
        }
        table.end();
    }

    private static Scheme find(String name, List<Scheme> schemes) {
        return schemes.stream().filter(scheme -> scheme.name().equals(name)).findFirst()
                .orElseThrow(() -> new CommandFailure(Text.printable(name) + ": no such scheme; there are: "
                        + String.join(", ", schemes.stream().map(Scheme::name).toList())));
    }

    private static String value(Parameter parameter) {
        return parameter.type() == Parameter.Type.CHOICE ? String.join("|", parameter.choices())
                : parameter.type().name().toLowerCase(Locale.ROOT);
    }

    @Descriptor(SUMMARY)
    public Object schemes(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
