package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.core.Json;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncStatus;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:status}. */
final class StatusCommand extends VaultCommand {

    private static final String SUMMARY = "show how a vault stands to its remote place";
    private static final String MANUAL = """
            usage: vault:status [--json] [VAULT]

            Tells whether the vault and its remote place are in step, and if not, what is
            left to do; then what is not committed yet, one path a line after a letter: A
            for added, M modified, D deleted, R renamed, and C for what is in conflict. The
            remote place is not asked: what is told of it is what was last heard. Without a
            name the current vault is meant.

                  --json           one JSON object

            examples:
              vault:status docs
              vault:status docs | grep '^M '
            """;

    StatusCommand(Vaults vaults) {
        super("status", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Place root = call.vault(call.operands(0, 1).stream().findFirst());
        SyncStatus status = Face.sync(root, call).ask(SyncFileBackend::status);
        if (call.has("json")) {
            call.output().line(Json.of(map(root.vault(), status)));
            return;
        }
        facts(status).print(call.output());
        status.notes().forEach(note -> call.output().line("note: " + Text.printable(note)));
        status.changes().forEach(change -> call.output().line(Changes.line(change)));
        status.conflicts().forEach(conflict -> call.output()
                .line("C " + Conflicts.name(conflict) + " (" + Conflicts.words(conflict) + ")"));
    }

    private static Facts facts(SyncStatus status) {
        Facts facts = new Facts().add("state", state(status))
                .add("remote", status.remote())
                .add("branch", status.branch())
                .add("commit", status.commit().map(Text::version).orElse("none yet"))
                .add("ahead", status.ahead())
                .add("behind", status.behind());
        status.lastContact().ifPresent(time -> facts.add("last contact", time.truncatedTo(ChronoUnit.SECONDS)));
        status.lastFailure().ifPresent(failure -> facts.add("last failure", failure.problem()));
        return facts;
    }

    /** What is left to do, if anything is. */
    private static String state(SyncStatus status) {
        List<String> left = new ArrayList<>();
        if (!status.conflicts().isEmpty()) {
            left.add(Text.count(status.conflicts().size(), "conflict", "conflicts") + " to resolve");
        }
        if (!status.changes().isEmpty()) {
            left.add(Text.count(status.changes().size(), "change", "changes") + " not committed");
        }
        if (status.ahead() > 0) {
            left.add(Text.count(status.ahead(), "commit", "commits") + " to push");
        }
        if (status.behind() > 0) {
            left.add(Text.count(status.behind(), "commit", "commits") + " to pull");
        }
        String known = status.lastFailure().isPresent() ? "in step, as far as is known" : "in step";
        return left.isEmpty() ? known : String.join(", ", left);
    }

    private static Map<String, Object> map(String vault, SyncStatus status) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("vault", vault);
        map.put("inStep", status.isInStep());
        map.put("remote", status.remote());
        map.put("branch", status.branch());
        status.commit().ifPresent(version -> map.put("commit", version));
        map.put("ahead", status.ahead());
        map.put("behind", status.behind());
        map.put("changes", Changes.maps(status.changes()));
        map.put("conflicts", status.conflicts().stream().map(Conflicts::map).toList());
        status.lastContact().ifPresent(time -> map.put("lastContact", time));
        status.lastFailure().ifPresent(failure -> map.put("lastFailure", failure.problem()));
        map.put("notes", status.notes());
        return map;
    }

    @Descriptor(SUMMARY)
    public Object status(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
