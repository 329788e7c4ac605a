package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:diff}. */
final class DiffCommand extends VaultCommand {

    private static final String SUMMARY = "show what differs between versions";
    private static final String MANUAL = """
            usage: vault:diff [--name-only] [VAULT:path [FROM [TO]]]

            Prints what has changed in a file, or in all files of a directory, from one
            version to another, as git does. Without TO, up to what is here now; without
            FROM, from what was committed last, so that it shows what is not committed yet.
            A version is what vault:log or vault:snapshots shows, or a unique beginning of
            at least four characters. Without a path, the current vault is meant.

                  --name-only      only the paths, each after a letter as in vault:status

            examples:
              vault:diff docs:
              vault:diff docs:/notes.txt 3f2a91bc
              vault:diff --name-only docs:/ v1.0 v1.1
            """;

    /** As the version to compare with: what is here, committed or not. */
    private static final String NOW = "";

    DiffCommand(Vaults vaults) {
        super("diff", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 3);
        Place place = call.place(operands.isEmpty() ? "" : operands.get(0));
        Face<Versioned> face = Face.versioned(place, call);
        String from = operands.size() > 1 ? operands.get(1) : committed(face);
        String to = operands.size() > 2 ? operands.get(2) : NOW;
        if (call.has("name-only")) {
            face.<List<PathChange>>ask(backend -> backend.diff(from, to), e -> missing(place, from, to, e)).stream()
                    .filter(change -> concerns(change, place)).forEach(
                            change -> call.output().line(Changes.line(change)));
            return;
        }
        String text = face.ask(backend -> backend.diffText(place.canonical(), from, to),
                e -> missing(place, from, to, e));
        call.output().text(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
    }

    /** The version that was committed last. */
    private static String committed(Face<Versioned> face) {
        Optional<SyncFileBackend> synced = face.alsoAs(SyncFileBackend.class);
        Optional<String> version = synced.isPresent() ? face.ask(any -> synced.get().status().commit())
                : face.<List<Revision>>ask(backend -> backend.history("", 1)).stream().findFirst()
                        .map(Revision::version);
        return version.orElseThrow(() -> new CommandFailure(face.place().vault() + ": nothing is committed yet"));
    }

    private static boolean concerns(PathChange change, Place place) {
        return isIn(place, change.path()) || change.from().filter(path -> isIn(place, path)).isPresent();
    }

    private static boolean isIn(Place place, String path) {
        return place.path().isRoot() || path.equals(place.canonical()) || path.startsWith(place.canonical() + "/");
    }

    private static String missing(Place place, String from, String to, NotFoundException e) {
        boolean told = e.path().equals(from) || e.path().equals(to);
        String both = to.equals(NOW) ? from : from + " or no version " + to;
        return Past.noVersion(place.vault(), told ? e.path() : both);
    }

    @Descriptor(SUMMARY)
    public Object diff(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
