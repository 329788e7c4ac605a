package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:resolve}. */
final class ResolveCommand extends VaultCommand {

    private static final String SUMMARY = "resolve a conflict with a content of its own";
    private static final String MANUAL = """
            usage: vault:resolve VAULT:path FILE|-

            Resolves the conflict of a file with the content of a local file, or with what
            comes in on standard input. A file that vault:conflicts lists with an id is
            named VAULT:id:... With the last conflict the merge is committed; vault:push
            publishes it.

            examples:
              vault:conflicts --show=remote docs:/notes.txt > notes.txt
              vault:resolve docs:/notes.txt notes.txt
              sort -u mine theirs | vault:resolve docs:/words.txt -
            """;

    ResolveCommand(Vaults vaults) {
        super("resolve", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Face<SyncFileBackend> face = Face.sync(Conflicts.place(operands.get(0), call), call);
        if (operands.get(1).equals(StandardInput.NAME)) {
            StandardInput input = StandardInput.of(call.console());
            resolve(face, input, input.content());
        } else {
            LocalFile file = call.local(operands.get(1));
            requireFile(file);
            resolve(face, file, Content.of(file.path()));
        }
        Conflicts.tellLeft(face, call);
    }

    private static void requireFile(LocalFile file) {
        if (!Files.exists(file.path())) {
            throw file.failed(new NoSuchFileException(file.name()));
        }
        if (Files.isDirectory(file.path())) {
            throw new CommandFailure(file + ": is a directory; name a file");
        }
    }

    private static void resolve(Face<SyncFileBackend> face, Side source, Content content) {
        Place place = face.place();
        face.ask(backend -> {
            try {
                backend.resolve(place.canonical(), content);
                return null;
            } catch (StorageException e) {
                throw source.blamed(e);
            }
        }, e -> Conflicts.missing(place));
    }

    @Descriptor(SUMMARY)
    public Object resolve(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
