package io.foundry9.filebackend.shell;

import java.nio.file.Files;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:get}. */
final class GetCommand extends VaultCommand {

    private static final String SUMMARY = "copy files of a vault to this machine";
    private static final String MANUAL = """
            usage: vault:get [-r] [--overwrite] VAULT:path TARGET|-

            Copies a file of a vault to a local file; - stands for standard output. If the
            target is a directory, the file keeps its name and goes into it. A file appears
            only when it is complete.

            With -r and a directory as source, what is in it becomes what is in the target,
            which is made if it is not there, and is merged with it otherwise. A link
            becomes a file with the content that it leads to. What cannot be copied is
            reported and left out, and so is a file that is there already; the rest is
            copied all the same, and the exit status is 1.

              -r, --recursive      a whole directory
                  --overwrite      replace files that are there

            examples:
              vault:get home:/docs/report.pdf .
              vault:get -r home:/import back
              vault:get home:/data.tar - | tar t
            """;

    GetCommand(Vaults vaults) {
        super("get", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place source = call.place(operands.get(0));
        boolean tree = call.has("recursive") && source.info().isDirectory();
        if (operands.get(1).equals(StandardInput.NAME)) {
            if (tree) {
                throw new CommandFailure(source + ": is a directory; only a file can go to standard output");
            }
            CatCommand.print(source, call);
            return;
        }
        LocalFile target = call.local(operands.get(1));
        if (tree) {
            try (Download download = new Download(source, target, call)) {
                download.run();
            }
            return;
        }
        boolean into = Files.isDirectory(target.path()) && !source.path().isRoot();
        LocalFile file = into ? target.resolve(source.path().name()) : target;
        new LocalTarget(file, call.has("overwrite")).take(source, call.progress());
    }

    @Descriptor(SUMMARY)
    public Object get(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
