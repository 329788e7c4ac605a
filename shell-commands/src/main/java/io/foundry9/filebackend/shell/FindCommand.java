package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Glob;
import io.foundry9.filebackend.GlobOption;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:find}. */
final class FindCommand extends VaultCommand {

    private static final String SUMMARY = "find paths that match a pattern";
    private static final String MANUAL = """
            usage: vault:find [-ad] [VAULT:path] ['GLOB']

            Prints the canonical paths below the directory that match the pattern, sorted,
            one a line. Without a directory the current vault is searched; without a
            pattern everything is found. Put the pattern in quotes.

              *  ?                 any characters, any one character, but no /
              **                   as a whole segment: any number of directories, or none
              [abc] [a-z] [!a]     one of these characters, none of these
              {a,b}                one or the other
              \\                    takes the meaning from what follows

              -a, --all            directories as well as files
              -d, --directories    only directories

            examples:
              vault:find home: '**/*.java'
              vault:find home:/docs '*.{md,txt}'
            """;
    private static final String EVERYTHING = "**";

    FindCommand(Vaults vaults) {
        super("find", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 2);
        boolean onlyPattern = operands.size() == 1 && !Address.isNamed(operands.get(0));
        Place top = call.place(operands.isEmpty() || onlyPattern ? "" : operands.get(0));
        String glob = onlyPattern ? operands.get(0) : operands.size() == 2 ? operands.get(1) : EVERYTHING;
        check(glob, call); // by itself, so that an error tells the offset in what the user wrote
        if (!top.path().isRoot() && !top.info().isDirectory()) {
            throw new CommandFailure(top + ": is not a directory; name the directory to search in");
        }
        String pattern = below(top, glob);
        check(pattern, call);
        top.ask(backend -> find(backend, pattern, call)).forEach(call.output()::line);
    }

    private static void check(String glob, Call call) {
        try {
            Glob.compile(glob);
        } catch (IllegalArgumentException e) {
            throw call.misuse(e.getMessage());
        }
    }

    /** The pattern within the directory, whose own name stands for itself. */
    private static String below(Place top, String glob) {
        return top.path().isRoot() ? glob : top.canonical().replaceAll("[*?\\[{]", "\\\\$0") + "/" + glob;
    }

    private static List<String> find(FileBackend backend, String pattern, Call call) {
        if (call.has("directories")) {
            return backend.globDirectories(pattern);
        }
        return call.has("all") ? backend.glob(pattern, GlobOption.INCLUDE_DIRECTORIES) : backend.globFiles(pattern);
    }

    @Descriptor(SUMMARY)
    public Object find(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
