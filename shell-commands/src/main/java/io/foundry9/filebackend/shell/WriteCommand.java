package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:write}. */
final class WriteCommand extends VaultCommand {

    private static final String SUMMARY = "write text into a file";
    private static final String MANUAL = """
            usage: vault:write [-l] [--overwrite] VAULT:path [TEXT...|-]

            Makes a file that holds the text, in UTF-8: the words with a blank between them
            and nothing after them. Without a text the file is empty; with - the content is
            what comes in on standard input. Write -- before a text that starts with a
            dash.

              -l, --line           end the text with a line break
                  --overwrite      replace a file that is there

            examples:
              vault:write home:/greeting.txt hello world
              vault:write --overwrite -l home:/todo.txt "buy milk"
            """;

    WriteCommand(Vaults vaults) {
        super("write", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(1, Integer.MAX_VALUE);
        Place target = call.place(operands.get(0));
        TypedContent typed = TypedContent.of(operands, call);
        target.take(typed.source(), backend -> backend
                .create(target.canonical(), typed.content(), call.writeOptions(call.progress().forOne())));
    }

    @Descriptor(SUMMARY)
    public Object write(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
