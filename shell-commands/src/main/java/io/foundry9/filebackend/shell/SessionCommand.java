package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.shell.ShellSessions.Begun;
import io.foundry9.filebackend.shell.Table.Column;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:session}. */
final class SessionCommand extends VaultCommand {

    private static final String SUMMARY = "do several things in a vault, all or none";
    private static final String MANUAL = """
            usage: vault:session begin|commit|rollback [OPTION...] [NAME:]
                   vault:session status
                   vault:session [OPTION...] NAME: < SCRIPT

            From begin to commit, what this shell does in the vault is seen by nobody
            else; commit makes all of it visible, rollback drops all of it, and so does the
            end of the process. The session of a shell that is gone is rolled back when
            another shell uses a vault. Others can read meanwhile; when they write, they
            wait. Without a name the current vault is meant. status tells of the sessions
            that are open in the shells of this process.

            With a vault alone, the commands that come in on standard input are run in a
            session, one a line; if one fails, the rest is not run, and nothing was done.

              -t, --timeout=TIME  how long to wait for others, such as 5s (default 30s)
                  --force         roll back a session of another shell of this process

            example:
              vault:session begin home:
              vault:mv home:/draft.txt home:/final.txt
              vault:session commit
            """;

    private static final String DEFAULT_TIMEOUT = "30s";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    SessionCommand(Vaults vaults) {
        super("session", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(1, 2);
        String first = operands.get(0);
        Optional<String> name = operands.stream().skip(1).findFirst();
        switch (first) {
            case "begin" -> begin(call, vault(call, name));
            case "commit" -> commit(call, own(call, name));
            case "rollback" -> rollBack(call, name);
            case "status" -> {
                call.operands(1, 1);
                status(call);
            }
            default -> runScript(call, first);
        }
    }

    private static String vault(Call call, Optional<String> operand) {
        Place place = call.place(operand.orElse(""));
        if (!place.path().isRoot()) {
            throw call.misuse("a session is on a whole vault: write " + place.vault() + ":");
        }
        return place.vault();
    }

    private static Begun begin(Call call, String vault) {
        if (call.session(vault).isPresent()) {
            throw new CommandFailure(vault + ": this shell has a session on it already; vault:session commit or"
                    + " rollback ends it");
        }
        Duration timeout = call.duration("timeout", DEFAULT_TIMEOUT);
        return about(vault, call, () -> call.sessions()
                .begin(call.commandSession(), vault, call.vaults().open(vault), timeout));
    }

    private static void commit(Call call, Begun begun) {
        CommitResult result = about(begun.vault(), call, () -> call.sessions().commit(begun));
        result.pending().ifPresent(cause -> call.console().remark(
                begun.vault() + ": committed here, but not published: " + cause.problem()));
    }

    private static void rollBack(Call call, Optional<String> name) {
        call.sessions().rollBack(call.has("force") ? any(call, name) : own(call, name));
    }

    private static <T> T about(String vault, Call call, Supplier<T> action) {
        try {
            return action.get();
        } catch (FileBackendException e) {
            throw call.problems().in(vault, e);
        }
    }

    /** The session that a name means, or the only one that there is. */
    private static Begun own(Call call, Optional<String> operand) {
        List<Begun> open = call.sessions().of(call.commandSession());
        if (operand.isEmpty() && open.size() == 1) {
            return endable(open.get(0));
        }
        String vault = vault(call, operand);
        return endable(open.stream().filter(begun -> begun.vault().equals(vault)).findAny().orElseThrow(
                () -> new CommandFailure(vault + ": this shell has no session on it; vault:session begin " + vault
                        + ": makes one")));
    }

    private static Begun endable(Begun begun) {
        if (begun.isOfScript()) {
            throw new CommandFailure(begun.vault() + ": its session is that of the script, and ends with it");
        }
        return begun;
    }

    private static Begun any(Call call, Optional<String> operand) {
        String vault = vault(call, operand);
        return call.sessions().all().stream().filter(begun -> begun.vault().equals(vault)).findAny().orElseThrow(
                () -> new CommandFailure(vault + ": no shell of this process has a session on it"));
    }

    private static void status(Call call) {
        Table table = new Table(call.output(), Column.left("vault"), Column.left("shell"), Column.left("since"));
        for (Begun begun : call.sessions().all()) {
            table.row(begun.vault(), begun.isOf(call.commandSession()) ? "this" : "another",
                    TIME.format(begun.since().atZone(ZoneId.systemDefault())));
        }
        table.end();
    }

    private static void runScript(Call call, String operand) {
        if (!Address.isNamed(operand)) {
            throw call.misuse("begin, commit, rollback, status, or a vault such as home: is expected, not "
                    + Text.printable(operand));
        }
        call.operands(1, 1);
        String vault = vault(call, Optional.of(operand));
        StandardInput input = StandardInput.of(call.console());
        Begun begun = begin(call, vault).forScript();
        boolean done = false;
        try {
            new SessionScript(input.stream(), call.commandSession(), () -> call.sessions().isOpen(begun)).run();
            done = true;
        } catch (CommandFailure e) {
            throw e.getMessage().isEmpty() ? e
                    : new CommandFailure(e.getMessage() + "; the session was rolled back, nothing of it was done", e);
        } finally {
            if (!done) {
                call.sessions().rollBack(begun);
            }
        }
        commit(call, begun);
    }

    @Descriptor(SUMMARY)
    public Object session(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
