package io.foundry9.filebackend.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:check}. */
final class CheckCommand extends VaultCommand {

    private static final String SUMMARY = "compare two directories, in one vault or in two";
    private static final String MANUAL = """
            usage: vault:check [--quick] VAULT:first VAULT:second

            Compares all that is below the two, by SHA-256, and prints a line for each
            difference: - for what is only in the first, + for what is only in the second,
            * for what is in both and differs. The exit status is 0 if there is none.

                  --quick          a second that has the same size and is not older will do

            examples:
              vault:check docs:/ backup:/docs
              vault:check --quick docs: backup:
            """;

    CheckCommand(Vaults vaults) {
        super("check", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        Place first = call.place(operands.get(0));
        Place second = call.place(operands.get(1));
        first.info();
        second.info();
        Likeness likeness = call.has("quick") ? Likeness.SIZE_AND_TIME : Likeness.CHECKSUM;
        FailureLog failures = call.failures("entries not compared");
        long[] differences = {0};
        try (Workers workers = new Workers(failures, call.progress())) {
            new Pairs(first, second).forEach(pair -> workers.submitThen(() -> {
                String sign = sign(pair, first, second, likeness);
                return sign.isEmpty() ? null : () -> {
                    differences[0]++;
                    call.output().line(sign + " " + Text.printable(pair.path().toString()));
                };
            }));
            workers.finish();
        }
        call.output().flush();
        failures.finish();
        if (differences[0] > 0) {
            throw new CommandFailure(Text.count(differences[0], "difference", "differences") + " between "
                    + first + " and " + second);
        }
    }

    /** In which way the two differ; empty if they don't. */
    private static String sign(Pairs.Pair pair, Place first, Place second, Likeness likeness) {
        if (pair.first().isEmpty() || pair.second().isEmpty()) {
            return pair.second().isEmpty() ? "-" : "+";
        }
        boolean same = pair.areDirectories() || !pair.clash() && likeness.isSame(first.resolve(pair.path()),
                pair.first().get(), second.resolve(pair.path()), pair.second().get());
        return same ? "" : "*";
    }

    @Descriptor(SUMMARY)
    public Object check(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
