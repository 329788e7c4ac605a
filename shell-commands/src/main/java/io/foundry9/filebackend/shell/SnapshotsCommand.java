package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.core.Json;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.Versioned;
import io.foundry9.filebackend.shell.Table.Column;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:snapshots}. */
final class SnapshotsCommand extends VaultCommand {

    private static final String SUMMARY = "list the snapshots of a vault";
    private static final String MANUAL = """
            usage: vault:snapshots [--json] [VAULT]

            Lists the versions that have a name, the latest first: the name, the version,
            when it was named (UTC), and what was said of it. Without a name the current
            vault is meant.

                  --json           one JSON object a line

            example:
              vault:snapshots docs
            """;

    SnapshotsCommand(Vaults vaults) {
        super("snapshots", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Place root = call.vault(call.operands(0, 1).stream().findFirst());
        List<Snapshot> snapshots = Face.versioned(root, call).ask(Versioned::snapshots);
        if (call.has("json")) {
            snapshots.forEach(snapshot -> call.output().line(Json.of(map(snapshot))));
            return;
        }
        Table table = new Table(call.output(), Column.left("name"), Column.left("version"), Column.left("time"),
                Column.left("message"));
        for (Snapshot snapshot : snapshots) {
            table.row(Text.printable(snapshot.name()), Text.version(snapshot.version()),
                    snapshot.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    Text.printable(snapshot.message().lines().findFirst().orElse("")));
        }
        table.end();
    }

    private static Map<String, Object> map(Snapshot snapshot) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", snapshot.name());
        map.put("version", snapshot.version());
        map.put("time", snapshot.time());
        map.put("message", snapshot.message());
        return map;
    }

    @Descriptor(SUMMARY)
    public Object snapshots(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
