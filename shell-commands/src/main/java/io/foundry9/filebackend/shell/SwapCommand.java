package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.vault.SwapReport;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:swap}. */
final class SwapCommand extends VaultCommand {

    private static final String SUMMARY = "put something else behind a vault while it is in use";
    private static final String MANUAL = """
            usage: vault:swap [--copy] [--transient] NAME URI

            Opens what the URI names and puts it behind the vault, whose users notice
            nothing: what is under way ends on what was there before. If it cannot be
            opened, nothing changes. A relative file: URI is made absolute.

            With --copy the files and directories go along, without times, permissions and
            history: they are copied and verified while the vault is in use, what changes
            meanwhile follows, and for the last moment writers wait. The new place must be
            empty; a copy that failed can be started again.

            For a vault that is kept for good this lasts beyond a restart.

                  --copy         take the content along
                  --transient    only until this process ends

            examples:
              vault:swap docs file:///mnt/new/docs
              vault:swap --copy docs 'git+file:///srv/docs.git'
            """;

    SwapCommand(Vaults vaults) {
        super("swap", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        String name = operands.get(0);
        String uri = operands.get(1);
        boolean forGood = !call.has("transient") && call.vaults().info(name).persistent();
        if (forGood && call.vaults().holdsSecret(uri)) {
            throw AddCommand.refusedSecret(name);
        }
        if (call.has("copy")) {
            if (call.session(name).isPresent()) {
                throw new CommandFailure(
                        Text.printable(name) + ": this shell has a session on it; vault:session commit or"
                                + " rollback ends it, then its content can go along");
            }
            SwapReport report = Vaults.about(name, () -> swapWithContent(name, uri, forGood, call));
            call.output().line(name + ": copied " + Text.count(report.files(), "file", "files") + " ("
                    + Text.bytes(report.bytes()) + "); writers waited for " + report.pause().toMillis() + " ms");
        } else {
            Vaults.about(name, () -> {
                swap(name, uri, forGood, call);
                return null;
            });
        }
    }

    private static void swap(String name, String uri, boolean forGood, Call call) {
        if (forGood) {
            AddCommand.configurations(name, call).swap(name, uri);
        } else {
            call.vaults().registry().swap(name, uri);
        }
    }

    private static SwapReport swapWithContent(String name, String uri, boolean forGood, Call call) {
        ProgressListener progress = call.progress().forAll();
        return forGood
                ? AddCommand.configurations(name, call).swapWithContent(name, uri, progress)
                : call.vaults().registry().swapWithContent(name, uri, progress);
    }

    @Descriptor(SUMMARY)
    public Object swap(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
