package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.WriteOption;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:append}. */
final class AppendCommand extends VaultCommand {

    private static final String SUMMARY = "add text to the end of a file";
    private static final String MANUAL = """
            usage: vault:append [-l] VAULT:path TEXT...|-

            Adds the text, in UTF-8, to the end of a file that is there: the words with a
            blank between them and nothing after them. With - what comes in on standard
            input is added. Write -- before a text that starts with a dash.

              -l, --line           end the text with a line break

            examples:
              vault:append -l home:/todo.txt "buy milk"
              date | vault:append home:/log.txt -
            """;

    AppendCommand(Vaults vaults) {
        super("append", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, Integer.MAX_VALUE);
        Place target = call.place(operands.get(0));
        TypedContent typed = TypedContent.of(operands, call);
        target.take(typed.source(), backend -> backend
                .append(target.canonical(), typed.content(), WriteOption.progress(call.progress().forOne())));
    }

    @Descriptor(SUMMARY)
    public Object append(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
