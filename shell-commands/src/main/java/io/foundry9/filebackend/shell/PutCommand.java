package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:put}. */
final class PutCommand extends VaultCommand {

    private static final String SUMMARY = "copy local files into a vault";
    private static final String MANUAL = """
            usage: vault:put [-r] [--overwrite] SOURCE|- VAULT:path

            Copies a local file into a vault; - stands for standard input. If the target is
            a directory, or ends with a /, the file keeps its name and goes into it.
            Directories that lead to the target are made.

            With -r and a directory as SOURCE, what is in it becomes what is in the target;
            a target that is there is merged with it. Links are followed, as scp does; a
            link into a directory that it lies in, files that cannot be read, and names
            that cannot be a path of a vault are reported and left out, and so is a file
            that is there already. The rest is copied all the same, and the exit status is
            1.

              -r, --recursive      a whole directory
                  --overwrite      replace files that are there

            examples:
              vault:put report.pdf home:/docs/
              vault:put -r src home:/import
              generate | vault:put - home:/data.bin
            """;

    PutCommand(Vaults vaults) {
        super("put", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        String source = operands.get(0);
        Place target = call.place(operands.get(1));
        if (source.equals(StandardInput.NAME)) {
            if (call.has("recursive")) {
                throw call.misuse("standard input is no directory");
            }
            StandardInput input = StandardInput.of(call.console());
            target.take(input, backend -> backend.create(target.canonical(), input.content(), options(call)));
        } else {
            put(call.local(source), target, call);
        }
    }

    private static void put(LocalFile source, Place target, Call call) {
        if (!Files.exists(source.path())) {
            throw source.failed(new NoSuchFileException(source.name()));
        }
        if (!Files.isDirectory(source.path())) {
            putFile(source, target.forEntry(source.fileName()), call);
        } else if (call.has("recursive")) {
            try (Upload upload = new Upload(source, target, call)) {
                upload.run();
            }
        } else {
            throw new CommandFailure(source + ": is a directory; use -r for all that it holds");
        }
    }

    private static void putFile(LocalFile source, Place target, Call call) {
        try {
            call.progress().expect(Files.isRegularFile(source.path()) ? Files.size(source.path()) : -1);
        } catch (IOException e) {
            throw source.failed(e);
        }
        target.take(source,
                backend -> backend.create(target.canonical(), Content.of(source.path()), options(call)));
    }

    private static WriteOption[] options(Call call) {
        return call.writeOptions(call.progress().forOne());
    }

    @Descriptor(SUMMARY)
    public Object put(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
