package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.spi.StorePath;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:verify}. */
final class VerifyCommand extends VaultCommand {

    private static final String SUMMARY = "check files against checksums";
    private static final String MANUAL = """
            usage: vault:verify [-a ALGORITHM] [-q] VAULT:path HEX | -c FILE|- VAULT:directory

            Computes the checksum of a file and compares it with the one given; or with -c,
            of all files that a list names as sha256sum and vault:checksum write it (- is
            standard input), whose paths are seen from the directory. The exit status is 0
            only if all are as they should be. Without -a the length of a checksum tells
            the algorithm: md5, sha256 or sha512.

              -a, --algorithm=ALGORITHM  md5, sha256, sha512 or blake3
              -c, --check=FILE           the list of checksums
              -q, --quiet                do not print what is as it should be

            examples:
              vault:verify home:/big.bin 900150983cd24fb0d6963f7d28e17f72
              vault:verify -c import.sha256 home:/import
            """;

    VerifyCommand(Vaults vaults) {
        super("verify", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        FailureLog failures = call.failures("files not as they should be");
        Hashing hashing = new Hashing(call, failures,
                (file, shown, expected, checksum) -> judge(file, shown, expected, checksum, call));
        if (call.value("check").isPresent()) {
            Place directory = call.place(call.operands(1, 1).get(0));
            ExpectedChecksum.readList(call.value("check").get(), call,
                    expected -> addListed(directory, expected, hashing, failures));
        } else {
            List<String> operands = call.operands(2, 2);
            Place file = call.place(operands.get(0));
            ExpectedChecksum expected = ExpectedChecksum.of(operands.get(1), file.canonical(), call.algorithm())
                    .orElseThrow(() -> call.misuse("not a checksum: " + Text.printable(operands.get(1))));
            hashing.use(expected.algorithm());
            hashing.add(file, file.canonical(), expected.hex());
        }
        hashing.flush();
        call.output().flush();
        failures.finish();
    }

    private static void addListed(Place directory, ExpectedChecksum expected, Hashing hashing, FailureLog failures) {
        try {
            Place file = directory.ask(any -> directory.resolve(StorePath.parse(expected.path())));
            hashing.use(expected.algorithm());
            hashing.add(file, expected.path(), expected.hex());
        } catch (CommandFailure e) {
            hashing.flush();
            failures.note(e);
        }
    }

    private static void judge(Place file, String shown, String expected, String checksum, Call call) {
        if (!checksum.equals(expected)) {
            call.output().line(shown + ": FAILED");
            throw new CommandFailure(file + ": its checksum is " + checksum + ", not " + expected);
        }
        if (!call.has("quiet")) {
            call.output().line(shown + ": OK");
        }
    }

    @Descriptor(SUMMARY)
    public Object verify(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
