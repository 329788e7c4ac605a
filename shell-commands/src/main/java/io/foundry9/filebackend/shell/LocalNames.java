package io.foundry9.filebackend.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Names of local files that are being typed. */
final class LocalNames {

    private LocalNames() {}

    /**
     * What a name may go on as, sorted; directories with a {@code /} behind them.
     *
     * @param directory from which a relative name counts
     */
    static List<String> thatGoOn(String typed, Path directory) {
        String before = typed.substring(0, typed.lastIndexOf('/') + 1);
        String start = typed.substring(before.length());
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.resolve(before),
                file -> file.getFileName().toString().startsWith(start))) {
            return StreamSupport.stream(found.spliterator(), false)
                    .map(file -> before + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .sorted().toList();
        } catch (IOException | InvalidPathException e) {
            return List.of(); // who presses TAB wants no error
        }
    }
}
