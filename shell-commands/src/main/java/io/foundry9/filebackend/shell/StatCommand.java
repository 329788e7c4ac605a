package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.Json;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:stat}. */
final class StatCommand extends VaultCommand {

    private static final String SUMMARY = "show all that is known of an entry";
    private static final String MANUAL = """
            usage: vault:stat [-h] [--json] VAULT:path...

            Shows what the vault knows of each entry, one fact a line; what it does not
            know is left out. A link is described itself, not what it leads to. Times are
            in UTC.

              -h, --human          the size with a unit, such as 1.5K
                  --json           one JSON object a line

            examples:
              vault:stat home:/big.bin
              vault:stat --json home:/big.bin
            """;

    StatCommand(Vaults vaults) {
        super("stat", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        FailureLog failures = call.failures("not shown");
        boolean[] first = {true};
        for (String operand : call.operands(1, Integer.MAX_VALUE)) {
            failures.attempt(() -> {
                FileInfo info = call.place(operand).info();
                if (call.has("json")) {
                    call.output().line(Json.of(info.toMap()));
                    return;
                }
                if (!first[0]) {
                    call.output().line("");
                }
                first[0] = false;
                facts(info, call.has("human")).print(call.output());
            });
        }
        failures.finish();
    }

    private static Facts facts(FileInfo info, boolean human) {
        Facts facts = new Facts().add("path", "/"); // unless it has another
        info.toMap().forEach((name, value) -> {
            if (value instanceof Map<?, ?> several) {
                several.forEach((inner, one) -> facts.add(inner.toString(), one));
            } else {
                facts.add(name, value);
            }
        });
        return human ? facts.add("size", Text.size(info.size())) : facts;
    }

    @Descriptor(SUMMARY)
    public Object stat(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
