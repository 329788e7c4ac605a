package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:tree}. */
final class TreeCommand extends VaultCommand {

    private static final String SUMMARY = "draw a directory with all that is below it";
    private static final String MANUAL = """
            usage: vault:tree [-d] [-L DEPTH] [VAULT:path]

            Draws the directory as a tree, sorted; links are not followed. Without a path,
            the current vault is drawn.

              -d, --directories    only directories
              -L, --depth=DEPTH    not deeper than so many levels

            examples:
              vault:tree home:/docs
              vault:tree -d -L 2 home:
            """;

    TreeCommand(Vaults vaults) {
        super("tree", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(0, 1);
        Place top = call.place(operands.isEmpty() ? "" : operands.get(0));
        int depth = call.value("depth").map(text -> depth(text, call)).orElse(Integer.MAX_VALUE);
        List<FileInfo> entries = top.ask(backend -> backend.list(top.canonical()));
        call.output().line(top.path().isRoot() ? "/" : top.canonical());
        new Drawing(top, call, depth).draw(entries, "", 1);
    }

    private static int depth(String text, Call call) {
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(text);
        }
        throw call.misuse("the depth must be a whole number above zero, not " + Text.printable(text));
    }

    /** One tree on its way to the output. */
    private record Drawing(Place top, Call call, int depth) {

        void draw(List<FileInfo> entries, String indent, int level) {
            List<FileInfo> shown = entries.stream().filter(this::isShown).toList();
            for (int i = 0; i < shown.size(); i++) {
                boolean last = i == shown.size() - 1;
                FileInfo entry = shown.get(i);
                call.output().line(indent + (last ? "└── " : "├── ") + name(entry));
                if (entry.isDirectory() && level < depth) {
                    draw(children(entry), indent + (last ? "    " : "│   "), level + 1);
                }
            }
        }

        private String name(FileInfo entry) {
            return entry.isDirectory() ? call.output().styled(Style.DIRECTORY, entry.name()) + "/" : entry.name();
        }

        private boolean isShown(FileInfo entry) {
            return entry.isDirectory() || !call.has("directories");
        }

        private List<FileInfo> children(FileInfo directory) {
            return top.ask(backend -> backend.list(directory.path()));
        }
    }

    @Descriptor(SUMMARY)
    public Object tree(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
