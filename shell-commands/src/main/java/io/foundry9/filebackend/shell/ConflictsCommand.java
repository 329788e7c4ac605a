package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.core.Json;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.shell.Table.Column;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:conflicts}. */
final class ConflictsCommand extends VaultCommand {

    private static final String SUMMARY = "show what was changed on both sides";
    private static final String MANUAL = """
            usage: vault:conflicts [-h] [--json] [VAULT]
                   vault:conflicts --show=base|local|remote VAULT:path

            Lists the files that were changed here and at the remote place in ways that do
            not go together: what has happened, the size here and there, and the path, as
            vault:accept and vault:resolve take it; a file whose name is no path here goes
            by an id, written VAULT:id:... there. Without a name the current vault is meant.

            With --show, the content of one of them as it is on a side is printed.

              -h, --human          sizes with a unit, such as 1.5K
                  --json           one JSON object a line
                  --show=SIDE      base (before both changes), local (here) or remote

            examples:
              vault:conflicts docs
              vault:conflicts --show=remote docs:/notes.txt
            """;

    ConflictsCommand(Vaults vaults) {
        super("conflicts", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Optional<String> side = call.value("show");
        if (side.isPresent()) {
            show(side(side.get(), call), call);
            return;
        }
        Place root = call.vault(call.operands(0, 1).stream().findFirst());
        List<Conflict> conflicts = Face.sync(root, call).ask(SyncFileBackend::conflicts);
        if (call.has("json")) {
            conflicts.forEach(conflict -> call.output().line(Json.of(Conflicts.map(conflict))));
        } else if (conflicts.isEmpty()) {
            call.console().remark(root.vault() + ": nothing is in conflict");
        } else {
            list(conflicts, call);
        }
    }

    private static void list(List<Conflict> conflicts, Call call) {
        boolean human = call.has("human");
        boolean people = call.output().isTerminal();
        Table table = new Table(call.output(), Column.left("what"), Column.right("here"), Column.right("there"),
                Column.left("content"), Column.left("path"));
        for (Conflict conflict : conflicts) {
            table.row(people ? Conflicts.words(conflict) : Conflicts.word(conflict),
                    Conflicts.size(conflict, Side.LOCAL, human), Conflicts.size(conflict, Side.REMOTE, human),
                    conflict.isBinary() ? "binary" : "text", Conflicts.name(conflict));
        }
        table.end();
    }

    private static Side side(String name, Call call) {
        return Arrays.stream(Side.values()).filter(side -> side.name().equals(name.toUpperCase(Locale.ROOT)))
                .findAny().orElseThrow(() -> call
                        .misuse("--show must be base, local or remote, not " + Text.printable(name)));
    }

    private static void show(Side side, Call call) {
        Place place = Conflicts.place(call.operands(1, 1).get(0), call);
        Face<SyncFileBackend> face = Face.sync(place, call);
        face.ask(backend -> {
            try (InputStream content = backend.openConflict(place.canonical(), side)) {
                Pump.move(content, place, call.output()::bytes, call.progress().forOne());
            }
            return null;
        }, e -> missing(face, side));
        call.output().flush();
    }

    private static String missing(Face<SyncFileBackend> face, Side side) {
        Place place = face.place();
        List<Conflict> conflicts = face.ask(SyncFileBackend::conflicts);
        return conflicts.stream().filter(conflict -> conflict.id().equals(place.canonical())).findAny()
                .map(conflict -> place + ": there is no file of that name on the side " + label(side) + ": "
                        + Conflicts.words(conflict))
                .orElseGet(() -> Conflicts.missing(place));
    }

    private static String label(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    @Descriptor(SUMMARY)
    public Object conflicts(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
