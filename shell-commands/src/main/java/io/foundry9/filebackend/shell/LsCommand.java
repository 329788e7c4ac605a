package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:ls}. */
final class LsCommand extends VaultCommand {

    private static final String SUMMARY = "list what is in a directory";
    private static final String MANUAL = """
            usage: vault:ls [-dhlR] [VAULT:path...]

            Lists the entries of each directory, sorted, as canonical paths without the
            vault's name; a file is listed itself. Without a path, the root of the current
            vault is listed. On a terminal a directory is marked with a /, a link with a @.

              -d, --directory      the directory itself, not what is in it
              -h, --human          sizes with a unit, such as 1.5K
              -l, --long           with mode, size in bytes and time of change (UTC)
              -R, --recursive      everything below as well; links are not followed

            examples:
              vault:ls home:/
              vault:ls -lh home:/docs
              vault:ls -R home: | grep md
            """;

    LsCommand(Vaults vaults) {
        super("ls", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        Listing listing = new Listing(call.output(), call.has("long"), call.has("human"));
        FailureLog failures = call.failures("not listed");
        List<String> operands = call.operands(0, Integer.MAX_VALUE);
        for (String operand : operands.isEmpty() ? List.of("") : operands) {
            failures.attempt(() -> list(call.place(operand), call, listing));
        }
        listing.end();
        failures.finish();
    }

    private static void list(Place place, Call call, Listing listing) {
        if (call.has("directory")) {
            listing.add(place.info());
        } else if (call.has("recursive")) {
            listTree(place, listing);
        } else {
            entries(place).forEach(listing::add);
        }
    }

    private static List<FileInfo> entries(Place place) {
        return place.ask(backend -> {
            try {
                return backend.list(place.canonical());
            } catch (InvalidOperationException e) {
                if (e.reason() != Reason.NOT_DIRECTORY || place.directory()) {
                    throw e;
                }
                return List.of(backend.info(place.canonical()));
            }
        });
    }

    private static void listTree(Place place, Listing listing) {
        FileInfo top = place.info();
        if (!top.isDirectory()) {
            listing.add(top);
            return;
        }
        place.ask(backend -> {
            try (Stream<FileInfo> below = backend.walk(place.canonical())) {
                below.forEachOrdered(listing::add);
            }
            return null;
        });
    }

    @Descriptor(SUMMARY)
    public Object ls(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
