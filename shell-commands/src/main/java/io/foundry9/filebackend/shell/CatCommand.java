package io.foundry9.filebackend.shell;

import java.io.InputStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:cat}. */
final class CatCommand extends VaultCommand {

    private static final String SUMMARY = "print the content of files";
    private static final String MANUAL = """
            usage: vault:cat [--at=VERSION] VAULT:path...

            Prints the content of each file, one after the other, byte by byte as it is; or
            as it was in a version that vault:log or vault:snapshots shows.

                  --at=VERSION     as it was then

            examples:
              vault:cat home:/notes.txt
              vault:cat home:/notes.txt | grep todo
              vault:cat --at=3f2a91bc docs:/notes.txt
            """;

    CatCommand(Vaults vaults) {
        super("cat", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        FailureLog failures = call.failures("files not printed");
        for (String operand : call.operands(1, Integer.MAX_VALUE)) {
            failures.attempt(() -> {
                Place file = call.place(operand);
                call.value("at").ifPresentOrElse(version -> print(file, version, call), () -> print(file, call));
            });
        }
        failures.finish();
    }

    /** Also what {@code get} does when it is told to write to standard output. */
    static void print(Place file, Call call) {
        file.ask(backend -> {
            try (InputStream content = backend.openRead(file.canonical())) {
                Pump.move(content, file, call.output()::bytes, call.progress().forOne());
            }
            return null;
        });
        call.output().flush();
    }

    private static void print(Place file, String version, Call call) {
        Face.versioned(file, call).ask(backend -> {
            try (InputStream content = backend.openAt(file.canonical(), version)) {
                Pump.move(content, file, call.output()::bytes, call.progress().forOne());
            }
            return null;
        }, e -> Past.missing(file, version, e));
        call.output().flush();
    }

    @Descriptor(SUMMARY)
    public Object cat(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
