package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.spi.StorePath;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:checksum}. */
final class ChecksumCommand extends VaultCommand {

    private static final String SUMMARY = "print checksums of files";
    private static final String MANUAL = """
            usage: vault:checksum [-a ALGORITHM] [-r] [--relative] VAULT:path...

            Prints the checksum of each file, two spaces and its path without the vault's
            name, as sha256sum does: what it prints can be given to sha256sum -c, or to
            vault:verify -c. A link counts where it leads to a file.

              -a, --algorithm=ALGORITHM  md5, sha256 (default), sha512 or blake3
              -r, --recursive            all files below a directory
                  --relative             with -r, paths as seen from the directory

            examples:
              vault:checksum home:/big.bin
              vault:checksum -a sha512 -r home:/import
              vault:checksum -r --relative home:/import > import.sha256
            """;

    ChecksumCommand(Vaults vaults) {
        super("checksum", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        FailureLog failures = call.failures("checksums missing");
        Hashing hashing = new Hashing(call, failures,
                (file, shown, expected, checksum) -> call.output().line(checksum + "  " + shown));
        hashing.use(call.algorithm().orElse(ChecksumAlgorithm.SHA256));
        for (String operand : call.operands(1, Integer.MAX_VALUE)) {
            try {
                Place place = call.place(operand);
                if (call.has("recursive") && place.info().isDirectory()) {
                    hashing.addTree(place, call.has("relative") ? place.path() : StorePath.ROOT);
                } else {
                    hashing.add(place, place.canonical(), "");
                }
            } catch (CommandFailure e) {
                hashing.flush();
                failures.note(e);
            }
        }
        hashing.flush();
        failures.finish();
    }

    @Descriptor(SUMMARY)
    public Object checksum(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
