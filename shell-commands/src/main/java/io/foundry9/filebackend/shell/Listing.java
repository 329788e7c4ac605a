package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;

/** Entries as {@code vault:ls} shows them: their paths, or a table with the most important facts. For one thread. */
final class Listing {

    private final Output output;
    private final boolean detailed;
    private final boolean human;
    private final Table table;

    Listing(Output output, boolean detailed, boolean human) {
        this.output = output;
        this.detailed = detailed;
        this.human = human;
        this.table = new Table(output, Table.Column.left("mode"), Table.Column.right("size"),
                Table.Column.left("modified"), Table.Column.left("path"));
    }

    void add(FileInfo info) {
        String path = info.path().isEmpty() ? "/" : marked(info, info.path());
        if (detailed) {
            table.row(mode(info), human ? Text.size(info.size()) : Long.toString(info.size()), modified(info), path);
        } else {
            output.line(path);
        }
    }

    void end() {
        table.end();
    }

    private String marked(FileInfo info, String path) {
        if (!output.isTerminal()) {
            return path;
        }
        if (info.isDirectory()) {
            return output.styled(Style.DIRECTORY, path) + "/";
        }
        return info.isSymlink() ? output.styled(Style.LINK, path) + "@" : path;
    }

    /** As {@code ls} has it; question marks where the vault has no permissions. */
    private static String mode(FileInfo info) {
        return letter(info.type()) + info.permissions().map(PosixFilePermissions::toString).orElse("?????????");
    }

    private static String letter(FileType type) {
        return switch (type) {
            case FILE -> "-";
            case DIRECTORY -> "d";
            case SYMLINK -> "l";
            case OTHER -> "o";
        };
    }

    private static String modified(FileInfo info) {
        return info.modified().map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
    }
}
