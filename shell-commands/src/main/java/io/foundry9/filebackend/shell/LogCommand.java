package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.core.Json;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.shell.Table.Column;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:log}. */
final class LogCommand extends VaultCommand {

    private static final String SUMMARY = "tell what has happened to a file";
    private static final String MANUAL = """
            usage: vault:log [-av] [-n COUNT] [--json] [VAULT:path]

            Lists the versions that have changed a file, or anything in a directory, the
            latest first, one a line: the version, when (UTC), who, and what they say of it.
            A file is followed through its renames. In a pipe, the author is told by the
            address alone. Without a path, the current vault is meant.

              -a, --all            all of them
              -n, --number=COUNT   at most so many (default 20)
              -v, --verbose        with the paths that each has changed
                  --json           one JSON object a line

            examples:
              vault:log docs:
              vault:log -n 5 -v docs:/notes.txt
            """;

    private static final String DEFAULT_NUMBER = "20";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern AUTHOR = Pattern.compile("(.+?) *<(.*)>");

    LogCommand(Vaults vaults) {
        super("log", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        int limit = limit(call);
        Place place = call.place(call.operands(0, 1).stream().findFirst().orElse(""));
        List<Revision> revisions = Face.versioned(place, call)
                .ask(backend -> backend.history(place.canonical(), limit), e -> place + ": " + (place.path().isRoot()
                        ? "nothing is committed yet"
                        : "nothing of that name was ever committed"));
        if (call.has("json")) {
            revisions.forEach(revision -> call.output().line(Json.of(map(revision))));
        } else if (call.has("verbose")) {
            revisions.forEach(revision -> printWithChanges(revision, call.output()));
        } else {
            Table table = new Table(call.output(), Column.left("version"), Column.left("time"), Column.left("author"),
                    Column.left("summary"));
            revisions.forEach(revision -> table.row(cells(revision, call.output())));
            table.end();
        }
    }

    private static int limit(Call call) {
        Optional<String> number = call.value("number");
        if (call.has("all")) {
            if (number.isPresent()) {
                throw call.misuse("write either -a or -n");
            }
            return Integer.MAX_VALUE;
        }
        String text = number.orElse(DEFAULT_NUMBER);
        if (!NUMBER.matcher(text).matches()) {
            throw call.misuse("-n must be a number such as 20, not " + Text.printable(text));
        }
        return Integer.parseInt(text);
    }

    /** In lines of their own there is nothing to be aligned: all before the author is of one width. */
    private static void printWithChanges(Revision revision, Output output) {
        output.line(String.join(output.isTerminal() ? "  " : " ", cells(revision, output)));
        revision.changes().forEach(change -> output.line("  " + Changes.line(change)));
    }

    private static String[] cells(Revision revision, Output output) {
        return new String[] {Text.version(revision.version()),
                revision.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                Text.printable(author(revision, output.isTerminal())), Text.printable(revision.summary())};
    }

    /** The name for people; the address, which has no blanks, for programs. */
    private static String author(Revision revision, boolean people) {
        Matcher matcher = AUTHOR.matcher(revision.author());
        if (!matcher.matches()) {
            return revision.author();
        }
        return people || matcher.group(2).isEmpty() ? matcher.group(1) : matcher.group(2);
    }

    private static Map<String, Object> map(Revision revision) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", revision.version());
        map.put("time", revision.time());
        map.put("author", revision.author());
        map.put("message", revision.message());
        map.put("changes", Changes.maps(revision.changes()));
        return map;
    }

    @Descriptor(SUMMARY)
    public Object log(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
