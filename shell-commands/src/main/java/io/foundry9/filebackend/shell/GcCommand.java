package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.CollectResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:gc}. */
final class GcCommand extends VaultCommand {

    private static final String SUMMARY = "remove what dead clients have left in a vault";
    private static final String MANUAL = """
            usage: vault:gc [--grace=TIME] [VAULT]

            Finishes the changes that others have left half-done, then removes what belongs
            to no file. One line tells what was done. What is young may be somebody's write
            that is under way, and stays; how young that is, the vault knows, unless --grace
            says it. With a grace of 0 a write that is under way fails. Without a name the
            current vault is meant.

                  --grace=TIME     what is younger stays, such as 0, 30s or 2h

            examples:
              vault:gc docs
              vault:gc --grace=2h docs
            """;

    GcCommand(Vaults vaults) {
        super("gc", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Optional<Duration> grace = call.value("grace").map(text -> call.duration("grace"));
        Place root = call.vault(call.operands(0, 1).stream().findFirst());
        CollectResult result = Face.collectable(root, call)
                .ask(backend -> grace.isPresent() ? backend.collect(grace.get()) : backend.collect());
        call.output().line(root.vault() + ": " + words(result));
    }

    private static String words(CollectResult result) {
        List<String> words = new ArrayList<>();
        if (result.finished() > 0) {
            words.add("finished " + Text.count(result.finished(), "change", "changes") + " that had been left");
        }
        if (result.removed() > 0) {
            words.add("removed " + Text.count(result.removed(), "leftover", "leftovers") + " ("
                    + Text.bytes(result.bytes()) + ")");
        }
        if (result.kept() > 0) {
            words.add("kept " + result.kept() + " that may be under way");
        }
        return words.isEmpty() ? "nothing to do" : String.join(", ", words);
    }

    @Descriptor(SUMMARY)
    public Object gc(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
